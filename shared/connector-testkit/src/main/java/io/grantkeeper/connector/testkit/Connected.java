package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Secret;
import java.util.List;
import java.util.Map;

/**
 * One connection on a rig.
 *
 * @param rewrites what stands for what in the double's answers: its own address, and the one that was called
 */
record Connected(
        Connector connector,
        ProviderSession session,
        CallLine line,
        Map<String, Secret> credentials,
        Map<String, String> rewrites) {

    List<Call> calls() {
        return line.calls();
    }

    /** All that must never be seen: what was configured, and the tokens that were fetched with it. */
    Canaries canaries() {
        return Canaries.of(credentials.values(), calls());
    }
}
