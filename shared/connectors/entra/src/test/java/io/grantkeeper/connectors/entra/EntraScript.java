package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.identity.ConnectionId;
import java.time.Instant;

/** Creates scripted sessions with an Entra tenant. */
final class EntraScript {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final ConnectionId CONNECTION = new ConnectionId("entra-acme");
    static final String TENANT = "7b0cb9e4-5d0f-4c8e-9d0b-2f6f3c1a9e10";

    private EntraScript() {}

    static ScriptedSession session() {
        return new ScriptedSession(new EntraConnector(), CONNECTION, NOW)
                .withSetting(EntraSettings.TENANT_ID, TENANT)
                .withSetting(EntraSettings.CLIENT_ID, TENANT);
    }

    static String error(String code) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"for people\",\"innerError\":{\"request-id\":\"r\"}}}"
                .formatted(code);
    }
}
