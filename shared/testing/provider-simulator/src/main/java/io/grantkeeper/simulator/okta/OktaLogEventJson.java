package io.grantkeeper.simulator.okta;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.okta.OktaObjectTypes.LogEntry;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Party;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON representation of a system log event. Event hooks and log streams use the same format. */
final class OktaLogEventJson {
    private OktaLogEventJson() {}

    static Map<String, @Nullable Object> of(LogEntry entry) {
        return object(
                "actor", party(entry.actor()),
                "client",
                        object("userAgent", null, "zone", null, "device", null, "id", null, "ipAddress", "192.0.2.10"),
                "authenticationContext", object("authenticationStep", 0, "externalSessionId", "unknown"),
                "displayMessage", entry.eventType(),
                "eventType", entry.eventType(),
                "outcome", object("result", "SUCCESS", "reason", null),
                "published", OktaResponseJson.time(entry.published()),
                "securityContext", object("isProxy", null),
                "severity", "INFO",
                "debugContext", object("debugData", object("requestUri", "/api/v1/apps")),
                "transaction",
                        object(
                                "type",
                                "WEB",
                                "id",
                                "reqlk" + entry.uuid().substring(0, 8),
                                "detail",
                                entry.apiToken().isPresent()
                                        ? object("requestApiTokenId", entry.apiToken())
                                        : Map.of()),
                "uuid", entry.uuid(),
                "version", "0",
                "request", object("ipChain", List.of()),
                "target",
                        entry.targets().isEmpty()
                                ? null
                                : entry.targets().stream()
                                        .map(OktaLogEventJson::party)
                                        .toList());
    }

    private static Map<String, @Nullable Object> party(Party party) {
        return object(
                "id", party.id(),
                "type", party.type(),
                "alternateId", party.name(),
                "displayName", party.name(),
                "detailEntry", null);
    }
}
