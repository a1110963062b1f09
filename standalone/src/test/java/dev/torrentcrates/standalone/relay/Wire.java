package dev.torrentcrates.standalone.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/** How requests and replies are told apart in a stream of bytes. */
public enum Wire {
    /**
     * HTTP/1.1 without pipelining: a request with the length of its body, and whatever comes back
     * is about that request.
     */
    HTTP {
        @Override
        Message request(DataInputStream in) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            String requestLine = "";
            int length = 0;
            for (String line = line(in, bytes); !line.isEmpty(); line = line(in, bytes)) {
                if (requestLine.isEmpty()) {
                    requestLine = line;
                } else if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
                }
            }
            bytes.write(exactly(in, length));
            return new Message(requestLine, 0, bytes.toByteArray());
        }

        @Override
        Message reply(DataInputStream in) throws IOException {
            byte[] buffer = new byte[64 * 1024];
            int count = in.read(buffer);
            if (count < 0) {
                throw new EOFException();
            }
            return new Message("", 0, Arrays.copyOf(buffer, count));
        }

        private static String line(DataInputStream in, ByteArrayOutputStream copy)
                throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
                copy.write(next);
                line.append((char) next);
                if (line.length() > LONGEST_LINE) {
                    throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
                }
            }
            copy.write('\n');
            return line.toString().strip();
        }
    },

    /** Kafka's own: each message after its length, and a reply begins with its request's number. */
    KAFKA {
        /** Number of the call, its version, number of the request; then the client's id. */
        private static final int HEADER = 8;

        @Override
        Message request(DataInputStream in) throws IOException {
            ByteBuffer frame = ByteBuffer.wrap(frame(in));
            int call = frame.getShort(Integer.BYTES);
            int id = frame.getInt(Integer.BYTES + 4);
            int nameLength = Math.max(0, frame.getShort(Integer.BYTES + HEADER));
            byte[] name = new byte[nameLength];
            frame.get(Integer.BYTES + HEADER + Short.BYTES, name);
            return new Message(call + " " + new String(name, ISO_8859_1), id, frame.array());
        }

        @Override
        Message reply(DataInputStream in) throws IOException {
            byte[] frame = frame(in);
            return new Message("", ByteBuffer.wrap(frame).getInt(Integer.BYTES), frame);
        }

        private static byte[] frame(DataInputStream in) throws IOException {
            int length = in.readInt();
            byte[] payload = exactly(in, length);
            return ByteBuffer.allocate(Integer.BYTES + length).putInt(length).put(payload).array();
        }
    };

    /** A head of HTTP is far below, and a message of Kafka's or a crate of these tests too. */
    private static final int LONGEST_LINE = 16 * 1024;

    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    /** The next request, whole. */
    abstract Message request(DataInputStream in) throws IOException;

    /** The next reply, or a part of it. */
    abstract Message reply(DataInputStream in) throws IOException;

    private static byte[] exactly(DataInputStream in, int length) throws IOException {
        if (length < 0 || length > LARGEST_BODY) {
            throw new IOException("a body of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
