package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.LogRowWriter.object;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Writes entries of Slack's Audit Logs API. Source: Slack's reference, {@code /audit/v1/logs}. */
final class SlackRowFormat {
    static final String STREAM = "audit";
    private final ActivityRandom random;

    SlackRowFormat(ActivityRandom random) {
        this.random = random;
    }

    GeneratedLogRow write(GeneratedAction act) {
        ObjectNode entity = act.call().startsWith("file_")
                ? object(it -> it.put("type", "file")
                        .set(
                                "file",
                                object(file -> file.put("id", "F" + code(act.resource()))
                                        .put("name", act.resource())
                                        .put("filetype", "pdf")
                                        .put("title", act.resource()))))
                : object(it -> it.put("type", "channel")
                        .set(
                                "channel",
                                object(channel -> channel.put("id", "C" + code(act.resource()))
                                        .put("name", act.resource())
                                        .put("privacy", "public")
                                        .put("is_shared", false))));
        return entry(act, act.call(), entity, object(_ -> {}));
    }

    /** Returns an entry that reports that an app was installed or that its scopes were expanded. */
    GeneratedLogRow app(GeneratedAction act, String action, List<String> scopes) {
        GeneratedIdentity app = act.identity();
        ObjectNode entity = object(it -> it.put("type", "app").set("app", describe(app)));
        GeneratedLogRow row = entry(act, action, entity, object(details -> {
            var added = details.putArray("new_scopes");
            scopes.forEach(added::add);
            details.putArray("previous_scopes").add("channels:read");
        }));
        ((ObjectNode) row.json().get("context")).remove("app");
        return row;
    }

    /** Returns an entry with Slack's own verdict about a session or a token of the app. */
    GeneratedLogRow anomaly(GeneratedAction act, String reason) {
        ObjectNode entity = object(it -> it.put("type", "app").set("app", describe(act.identity())));
        return entry(act, "anomaly", entity, object(details -> {
            details.put("action_timestamp", act.at().getEpochSecond() * 1_000_000);
            details.put(
                    "location",
                    act.address().network().city() + ", "
                            + act.address().network().country());
            details.put("previous_ip_address", act.person().office.text());
            details.putArray("reason").add(reason);
        }));
    }

    private GeneratedLogRow entry(GeneratedAction act, String action, ObjectNode entity, ObjectNode details) {
        ObjectNode row = object(entry -> {
            entry.put("id", random.guid());
            entry.put("date_create", act.at().getEpochSecond());
            entry.put("action", action);
            entry.set(
                    "actor",
                    object(actor -> actor.put("type", "user")
                            .set(
                                    "user",
                                    object(user -> user.put("id", act.person().slackId)
                                            .put("name", act.person().login)
                                            .put("email", act.person().email)
                                            .put("team", "T0EXAMPLE1")))));
            entry.set("entity", entity);
            entry.set("context", object(context -> {
                context.set(
                        "location",
                        object(location -> location.put("type", "workspace")
                                .put("id", "T0EXAMPLE1")
                                .put("name", "Example Works")
                                .put("domain", "example-works")));
                context.put("ua", act.client()).put("ip_address", act.address().text());
                context.put(
                        "session_id",
                        1_000_000_000L + Math.floorMod(act.credential().hashCode(), 1_000_000));
                context.set("app", describe(act.identity()));
            }));
            entry.set("details", details);
        });
        return new GeneratedLogRow(STREAM, Instant.ofEpochSecond(act.at().getEpochSecond()), row);
    }

    private static ObjectNode describe(GeneratedIdentity app) {
        return object(it -> {
            it.put("id", app.id).put("name", app.name);
            it.put("is_distributed", false).put("is_directory_approved", true).put("is_workflow_app", false);
            it.putArray("scopes").add("channels:read").add("files:read");
            it.put("creator", app.owner.slackId);
        });
    }

    private static String code(String name) {
        return "0" + Integer.toHexString(name.hashCode()).toUpperCase(Locale.ROOT);
    }
}
