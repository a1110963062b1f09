package dev.torrentcrates.standalone.relay;

/**
 * A request or a reply as it is on the wire.
 *
 * @param head of a request, what it is, in words that a test can look for: the request line of
 *     HTTP; of Kafka, the number of the call and the client's id
 * @param id by which a reply names its request; 0 where replies come in the order of requests
 */
record Message(String head, int id, byte[] bytes) {}
