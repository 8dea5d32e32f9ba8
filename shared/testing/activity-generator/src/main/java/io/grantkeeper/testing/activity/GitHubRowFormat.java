package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.LogRowWriter.object;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes rows of GitHub's audit log. Source: GitHub's REST reference for the audit log, and "About token data in the audit
 * log".
 */
final class GitHubRowFormat {
    static final String STREAM = "audit-log";
    private static final String ORGANIZATION = "example-works";
    private final ActivityRandom random;

    GitHubRowFormat(ActivityRandom random) {
        this.random = random;
    }

    GeneratedLogRow write(GeneratedAction act) {
        GeneratedIdentity identity = act.identity();
        boolean app = identity.kind == GeneratedIdentity.Kind.GITHUB_APP;
        ObjectNode row = row(act.at(), act.call());
        row.put("actor", app ? identity.name + "[bot]" : act.person().login);
        row.put("actor_id", app ? Long.parseLong(identity.secondId) : 7_000_000L + act.person().index);
        row.put("actor_is_bot", app);
        row.put("actor_ip", act.address().text());
        row.set(
                "actor_location",
                object(location ->
                        location.put("country_code", act.address().network().country())));
        row.put("user_agent", act.client());
        row.put("hashed_token", app ? installationToken(act) : act.credential());
        row.put(
                "programmatic_access_type",
                app ? "GitHub App server-to-server token" : "Fine-grained personal access token");
        if (app) {
            row.put("integration", identity.name);
        } else {
            row.put("token_id", Long.parseLong(identity.secondId));
            row.put("external_identity_nameid", act.person().email);
        }
        row.put("operation_type", operation(act.call()));
        row.put("repo", ORGANIZATION + "/" + act.resource());
        row.put("repo_id", 90_000_000L + Math.floorMod(act.resource().hashCode(), 1_000_000));
        row.put("repository", ORGANIZATION + "/" + act.resource());
        row.put("visibility", "private");
        if (act.call().startsWith("git.")) {
            row.put("transport_protocol_name", "http").put("transport_protocol", 1);
        }
        if (!act.succeeded()) {
            row.put("business", "example").put("status_code", 403);
        }
        return new GeneratedLogRow(STREAM, act.at(), row);
    }

    /** Returns the hash of the current installation token. Each token is valid for one hour. */
    private static String installationToken(GeneratedAction act) {
        long hour = act.at().getEpochSecond() / 3_600;
        return new ActivityRandom(act.credential().hashCode() * 31L + hour).alphanumeric(43) + "=";
    }

    /** Returns a row about a person's action in the web interface. */
    GeneratedLogRow person(Instant at, GeneratedPerson by, String action, GeneratedIdentity about) {
        ObjectNode row = row(at, action);
        row.put("actor", by.login).put("actor_id", 7_000_000L + by.index).put("actor_is_bot", false);
        row.put("actor_ip", by.at(at).text());
        row.put("user_agent", by.browser);
        row.put("external_identity_nameid", by.email);
        row.put("operation_type", operation(action));
        if (about.kind == GeneratedIdentity.Kind.GITHUB_APP) {
            row.put("integration", about.name).put("name", about.name);
        } else {
            row.put("token_id", Long.parseLong(about.secondId)).put("user", about.owner.login);
        }
        return new GeneratedLogRow(STREAM, at, row);
    }

    private ObjectNode row(Instant at, String action) {
        return object(row -> row.put("@timestamp", at.toEpochMilli())
                .put("_document_id", random.alphanumeric(22))
                .put("action", action)
                .put("created_at", at.toEpochMilli())
                .put("org", ORGANIZATION)
                .put("org_id", 4_242_424L));
    }

    private static String operation(String action) {
        return switch (action.substring(action.indexOf('.') + 1)) {
            case "clone", "fetch", "download_zip" -> "access";
            case "destroy", "delete", "disable", "remove" -> "remove";
            case "create", "add" -> "create";
            default -> "modify";
        };
    }
}
