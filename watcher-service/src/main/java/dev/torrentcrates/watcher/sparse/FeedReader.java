package dev.torrentcrates.watcher.sparse;

import dev.torrentcrates.crate.CrateName;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads crates.io's feed of new versions: RSS 2.0 with elements of crates.io's own. Pure.
 *
 * @see <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a>
 */
final class FeedReader {
    private static final String CRATES_IO = "https://crates.io/";
    private static final Pattern TITLE =
            Pattern.compile("New crate version published: (\\S{1,64}) v(\\S{1,150})");

    /** crates.io's has an hour's versions, some hundreds; a longer one is cut here. */
    static final int MAX_ITEMS = 10_000;

    private FeedReader() {}

    /**
     * A version that was published.
     *
     * @param version as it stands there; only compared
     */
    record Item(CrateName name, String version) {}

    /**
     * The versions of a feed; items that name no crate are left out.
     *
     * @throws XMLStreamException where it is no XML
     */
    static Set<Item> read(byte[] feed) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(feed));
        Set<Item> items = new LinkedHashSet<>();
        while (xml.hasNext() && items.size() < MAX_ITEMS) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("item")) {
                Item item = item(xml);
                if (item != null) {
                    items.add(item);
                }
            }
        }
        return items;
    }

    private static @Nullable Item item(XMLStreamReader xml) throws XMLStreamException {
        String name = "";
        String version = "";
        String title = "";
        while (xml.next() != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("item")) {
            if (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            boolean cratesIo = CRATES_IO.equals(xml.getNamespaceURI());
            String element = xml.getLocalName();
            if (cratesIo && element.equals("name")) {
                name = xml.getElementText().strip();
            } else if (cratesIo && element.equals("version")) {
                version = xml.getElementText().strip();
            } else if (element.equals("title")) {
                title = xml.getElementText().strip();
            }
        }
        Matcher told = TITLE.matcher(title);
        if (name.isEmpty() && told.matches()) {
            name = told.group(1);
            version = told.group(2);
        }
        try {
            return new Item(CrateName.of(name), version.isEmpty() ? title : version);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
