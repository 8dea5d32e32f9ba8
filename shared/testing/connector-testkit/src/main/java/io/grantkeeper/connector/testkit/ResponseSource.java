package io.grantkeeper.connector.testkit;

import java.io.IOException;

/** A source of HTTP responses: a running provider double or a recording. */
@FunctionalInterface
interface ResponseSource {
    /**
     * Returns the response to a call.
     *
     * @param pathAndQuery exactly as the connector sent them
     * @param body empty if the request had no body
     */
    ProviderDoubleResponse answer(ReceivedCall call, String pathAndQuery, byte[] body) throws IOException;
}
