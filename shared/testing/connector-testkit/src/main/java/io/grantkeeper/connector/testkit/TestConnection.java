package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Secret;
import java.util.List;
import java.util.Map;

/**
 * A connection to a provider double or a recording, opened on a test rig.
 *
 * @param line the log of the session's calls
 * @param rewrites replacements in the double's responses: from the double's own address to the address that the
 *     connector called
 */
record TestConnection(
        Connector connector,
        ProviderSession session,
        SessionCallLog line,
        Map<String, Secret> credentials,
        Map<String, String> rewrites) {

    List<ReceivedCall> calls() {
        return line.calls();
    }

    /** Returns all secrets that must never be exposed: the configured credentials and the tokens fetched with them. */
    CanarySecrets canaries() {
        return CanarySecrets.of(credentials.values(), calls());
    }
}
