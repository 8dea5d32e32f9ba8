package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.LogRowWriter.object;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes rows of Google's Reports API for the applications token, drive, login and admin. Source: Google's references
 * for the Reports API and for each application's events.
 */
final class GoogleRowFormat {
    private final ActivityRandom random;

    GoogleRowFormat(ActivityRandom random) {
        this.random = random;
    }

    GeneratedLogRow write(GeneratedAction act) {
        String call = act.call();
        if (call.startsWith("drive:")) {
            String event = call.substring("drive:".length());
            return row(
                    act,
                    "drive",
                    "access",
                    event,
                    Map.of(
                            "doc_id",
                            act.resource(),
                            "doc_title",
                            act.resource(),
                            "doc_type",
                            "spreadsheet",
                            "owner",
                            act.person().email,
                            "visibility",
                            "people_within_domain",
                            "originating_app_id",
                            act.identity().secondId));
        }
        String api = call.substring(0, call.indexOf('.'));
        return row(
                act,
                "token",
                "auth",
                "activity",
                Map.of(
                        "client_id",
                        act.identity().id,
                        "app_name",
                        act.identity().name,
                        "client_type",
                        "WEB",
                        "api_name",
                        api,
                        "method_name",
                        call,
                        "product_bucket",
                        bucket(api),
                        "num_response_bytes",
                        Integer.toString(act.size())));
    }

    /** Returns a row about a person who gives or withdraws consent to an app. */
    GeneratedLogRow consent(Instant at, GeneratedPerson by, GeneratedIdentity app, String event, List<String> scopes) {
        ObjectNode row = activity(at, "token", by.at(at), app.connection);
        row.set("actor", object(actor -> actor.put("email", by.email).put("profileId", by.googleId)));
        ObjectNode parameters =
                event(row, "auth", event, Map.of("client_id", app.id, "app_name", app.name, "client_type", "WEB"));
        var scope = parameters.withArray("parameters").addObject();
        scope.put("name", "scope");
        scopes.forEach(scope.putArray("multiValue")::add);
        return new GeneratedLogRow("token", at, row);
    }

    /** Returns a row about an administrator's action, performed in the administrator's own name or in an app's name. */
    GeneratedLogRow admin(
            Instant at,
            SimulatedAddress address,
            String email,
            String profile,
            String type,
            String event,
            Map<String, String> values,
            String connection) {
        ObjectNode row = activity(at, "admin", address, connection);
        row.set(
                "actor",
                object(actor ->
                        actor.put("callerType", "USER").put("email", email).put("profileId", profile)));
        event(row, type, event, values);
        return new GeneratedLogRow("admin", at, row);
    }

    GeneratedLogRow login(Instant at, GeneratedPerson person) {
        ObjectNode row = activity(at, "login", person.at(at), "google-1");
        row.set("actor", object(actor -> actor.put("email", person.email).put("profileId", person.googleId)));
        event(row, "login", "login_success", Map.of("login_type", "google_password", "is_suspicious", "false"));
        return new GeneratedLogRow("login", at, row);
    }

    private GeneratedLogRow row(
            GeneratedAction act, String application, String type, String name, Map<String, String> values) {
        GeneratedIdentity identity = act.identity();
        ObjectNode row = activity(act.at(), application, act.address(), identity.connection);
        row.set("actor", object(actor -> {
            actor.put("email", act.person().email).put("profileId", act.person().googleId);
            actor.set(
                    "applicationInfo",
                    object(info -> info.put("oauthClientId", identity.id)
                            .put("applicationName", identity.name)
                            .put("impersonation", identity.kind == GeneratedIdentity.Kind.GOOGLE_SERVICE_ACCOUNT)));
        }));
        event(row, type, name, values);
        return new GeneratedLogRow(application, act.at(), row);
    }

    private ObjectNode activity(Instant at, String application, SimulatedAddress address, String connection) {
        return object(row -> {
            row.put("kind", "admin#reports#activity");
            row.put("etag", "\"" + random.alphanumeric(12) + "\"");
            row.set(
                    "id",
                    object(id -> id.put("time", at.toString())
                            .put("uniqueQualifier", "-" + random.digits(18))
                            .put("applicationName", application)
                            .put("customerId", connection.equals("google-1") ? "C01exmpl1" : "C02exmpl2")));
            row.put("ipAddress", address.text());
            if (connection.equals("google-1")) {
                SimulatedNetwork network = address.network();
                row.set("networkInfo", object(info -> {
                    info.putArray("ipAsn").add(network.asn());
                    info.put("regionCode", network.country()).put("subdivisionCode", "");
                }));
            }
        });
    }

    private static ObjectNode event(ObjectNode row, String type, String name, Map<String, String> values) {
        ObjectNode event = row.putArray("events").addObject();
        event.put("type", type).put("name", name);
        var parameters = event.putArray("parameters");
        values.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(each -> {
            ObjectNode parameter = parameters.addObject().put("name", each.getKey());
            if (each.getKey().equals("num_response_bytes")) {
                parameter.put("intValue", each.getValue());
            } else if (each.getKey().startsWith("is_")) {
                parameter.put("boolValue", Boolean.parseBoolean(each.getValue()));
            } else {
                parameter.put("value", each.getValue());
            }
        });
        return event;
    }

    private static String bucket(String api) {
        return switch (api) {
            case "gmail" -> "GMAIL";
            case "drive", "sheets" -> "DRIVE";
            case "calendar" -> "CALENDAR";
            case "people" -> "CONTACTS";
            case "directory" -> "GSUITE_ADMIN";
            default -> "OTHER";
        };
    }
}
