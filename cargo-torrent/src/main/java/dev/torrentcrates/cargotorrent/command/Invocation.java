package dev.torrentcrates.cargotorrent.command;

/** How a person calls this program: from a checkout by the launcher, installed as cargo's own. */
final class Invocation {
    /** Set by the launcher; help texts name it in their placeholders, with the same default. */
    private static final String PROPERTY = "cargo-torrent.command";

    private Invocation() {}

    /** Such as {@code cargo torrent serve}, for words that say what to do next. */
    static String of(String subcommand) {
        return System.getProperty(PROPERTY, "cargo torrent") + " " + subcommand;
    }
}
