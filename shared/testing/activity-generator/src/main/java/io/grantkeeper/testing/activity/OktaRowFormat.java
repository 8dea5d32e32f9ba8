package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.LogRowWriter.object;

import io.grantkeeper.testing.activity.SimulatedNetwork.Kind;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes rows of Okta's System Log. Source: Okta's management API reference, {@code LogEvent}, and its event catalog. */
final class OktaRowFormat {
    static final String STREAM = "system-log";
    private final ActivityRandom random;

    OktaRowFormat(ActivityRandom random) {
        this.random = random;
    }

    GeneratedLogRow write(GeneratedAction act) {
        ObjectNode row = event(act.at(), act.call(), act.address(), act.client());
        GeneratedIdentity identity = act.identity();
        if (identity.kind == GeneratedIdentity.Kind.OKTA_TOKEN) {
            row.set("actor", user(act.person()));
            ObjectNode transaction = (ObjectNode) row.get("transaction");
            transaction.set("detail", object(detail -> detail.put("requestApiTokenId", identity.id)));
        } else {
            row.set("actor", app(identity));
        }
        row.set(
                "outcome",
                object(outcome -> outcome.put("result", act.succeeded() ? "SUCCESS" : "FAILURE")
                        .put("reason", act.succeeded() ? null : "access_denied")));
        var targets = row.putArray("target");
        if (act.call().startsWith("app.oauth2.token.grant")) {
            targets.add(target("access_token", random.alphanumeric(20), "Access Token"));
            ((ObjectNode) row.get("debugContext").get("debugData"))
                    .put("grantType", "client_credentials")
                    .put("grantedScopes", scopes(identity))
                    .put("clientAuthType", "private_key_jwt")
                    .put("keyId", act.credential());
        } else if (act.call().startsWith("group.")) {
            targets.add(target("User", "00u" + random.alphanumeric(17), "New Colleague"));
            targets.add(target(
                    "UserGroup", "00g" + Integer.toHexString(act.resource().hashCode()), act.resource()));
        } else if (act.call().startsWith("system.api_token")) {
            targets.add(target("Token", "00T" + random.alphanumeric(17), act.resource()));
        } else {
            targets.add(target("User", "00u" + random.alphanumeric(17), act.resource()));
        }
        return new GeneratedLogRow(STREAM, act.at(), row);
    }

    /**
     * Returns a row about a change that an administrator made to an app, such as adding a secret or an administrator
     * role.
     */
    GeneratedLogRow administration(
            Instant at, GeneratedPerson by, String type, GeneratedIdentity app, @Nullable String detail) {
        ObjectNode row = event(at, type, by.at(at), by.browser);
        row.set("actor", user(by));
        row.set("outcome", object(outcome -> outcome.put("result", "SUCCESS").putNull("reason")));
        var targets = row.putArray("target");
        targets.add(
                app.kind == GeneratedIdentity.Kind.OKTA_TOKEN
                        ? target("Token", app.id, app.name)
                        : target("PublicClientApp", app.id, app.name));
        if (detail != null) {
            targets.add(target(type.contains("privilege") ? "ROLE" : "ClientSecret", detail, detail));
            if (type.contains("privilege")) {
                ((ObjectNode) row.get("debugContext").get("debugData")).put("privilegeGranted", detail);
            }
        }
        return new GeneratedLogRow(STREAM, at, row);
    }

    /** Returns a row about a change that an app made to the organization's settings. */
    GeneratedLogRow setting(GeneratedAction act, String type, String targetType, String targetName) {
        GeneratedLogRow row = write(act.doing(type, targetName));
        row.json().putArray("target").add(target(targetType, random.alphanumeric(20), targetName));
        return row;
    }

    /** Returns a row about a person's account, such as a sign-in or a deactivation. */
    GeneratedLogRow person(Instant at, GeneratedPerson by, String type, GeneratedPerson target) {
        ObjectNode row = event(at, type, by.at(at), by.browser);
        row.set("actor", user(by));
        row.set("outcome", object(outcome -> outcome.put("result", "SUCCESS").putNull("reason")));
        row.putArray("target")
                .add(object(each -> each.put("id", target.oktaId)
                        .put("type", "User")
                        .put("alternateId", target.email)
                        .put("displayName", target.login)
                        .putNull("detailEntry")));
        return new GeneratedLogRow(STREAM, at, row);
    }

    private ObjectNode event(Instant at, String type, SimulatedAddress address, String client) {
        SimulatedNetwork network = address.network();
        String request = random.hex(32);
        ObjectNode geography = object(geo -> geo.put("city", network.city())
                .putNull("state")
                .put("country", Locale.of("", network.country()).getDisplayCountry(Locale.ROOT))
                .putNull("postalCode")
                .putNull("geolocation"));
        return object(row -> {
            row.put("uuid", random.guid());
            row.put("published", at.toString());
            row.put("eventType", type);
            row.put("version", "0");
            row.put("severity", "INFO");
            row.putNull("legacyEventType");
            row.put("displayMessage", type.substring(type.lastIndexOf('.') + 1).replace('_', ' '));
            row.set("client", object(from -> {
                from.set(
                        "userAgent",
                        object(agent -> agent.put("rawUserAgent", client)
                                .put("os", "Unknown")
                                .put("browser", "UNKNOWN")));
                from.put("zone", "null").put("device", "Unknown").putNull("id").put("ipAddress", address.text());
                from.set("geographicalContext", geography);
            }));
            row.set(
                    "securityContext",
                    object(security -> security.put("asNumber", network.asn())
                            .put("asOrg", network.organization().toLowerCase(Locale.ROOT))
                            .put("isp", network.organization().toLowerCase(Locale.ROOT))
                            .putNull("domain")
                            .put("isProxy", network.kind() == Kind.TOR)));
            row.set(
                    "debugContext",
                    object(debug -> debug.set(
                            "debugData",
                            object(data -> data.put("requestId", request)
                                    .put("requestUri", "/oauth2/v1/token")
                                    .put("threatSuspected", "false")))));
            row.set(
                    "transaction",
                    object(transaction ->
                            transaction.put("type", "WEB").put("id", request).set("detail", object(_ -> {}))));
            row.set(
                    "authenticationContext",
                    object(context -> context.put("authenticationStep", 0)
                            .put("externalSessionId", "trs" + random.alphanumeric(22))));
            row.set(
                    "request",
                    object(asked -> asked.putArray("ipChain").add(object(hop -> {
                        hop.put("ip", address.text())
                                .put("version", address.text().contains(":") ? "V6" : "V4");
                        hop.putNull("source");
                    }))));
        });
    }

    private static String scopes(GeneratedIdentity identity) {
        return identity.first().calls().stream().anyMatch(call -> call.startsWith("group."))
                ? "okta.groups.manage okta.users.read"
                : "okta.users.read okta.logs.read";
    }

    private static ObjectNode app(GeneratedIdentity identity) {
        return party("PublicClientApp", identity.id, identity.id, identity.name);
    }

    private static ObjectNode user(GeneratedPerson person) {
        return party("User", person.oktaId, person.email, person.login);
    }

    private static ObjectNode target(String type, String id, String name) {
        return party(type, id, name, name);
    }

    private static ObjectNode party(String type, String id, String alternateId, String name) {
        return object(party -> party.put("id", id)
                .put("type", type)
                .put("alternateId", alternateId)
                .put("displayName", name)
                .putNull("detailEntry"));
    }
}
