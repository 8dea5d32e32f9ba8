package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.LogRowWriter.object;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes rows of OpenAI's audit logs, which show no address for a key, and of Anthropic's compliance activities.
 * Sources: OpenAI's reference, {@code /organization/audit_logs}; Anthropic's reference,
 * {@code /v1/compliance/activities}.
 */
final class AiRowFormat {
    static final String OPENAI_STREAM = "audit";
    static final String ANTHROPIC_STREAM = "activities";
    private final ActivityRandom random;

    AiRowFormat(ActivityRandom random) {
        this.random = random;
    }

    GeneratedLogRow openAi(GeneratedAction act) {
        ObjectNode row = openAiRow(act.at(), act.call());
        row.set(
                "actor",
                object(actor -> actor.put("type", "api_key").set("api_key", object(key -> {
                    key.put("id", act.identity().id).put("type", "service_account");
                    key.set("service_account", object(account -> account.put("id", act.identity().secondId)));
                }))));
        row.set(
                act.call(),
                object(data -> data.put("id", openAiTarget(act))
                        .set("data", object(values -> values.put("name", act.resource())))));
        return new GeneratedLogRow(OPENAI_STREAM, seconds(act.at()), row);
    }

    /** Returns a row about a person who changes a key in the dashboard. */
    GeneratedLogRow openAiPerson(Instant at, GeneratedPerson by, String type, String target) {
        ObjectNode row = openAiRow(at, type);
        SimulatedAddress address = by.at(at);
        row.set(
                "actor",
                object(actor -> actor.put("type", "session").set("session", object(session -> {
                    session.set(
                            "user", object(user -> user.put("id", by.openAiId).put("email", by.email)));
                    session.put("ip_address", address.text()).put("user_agent", by.browser);
                    session.set(
                            "ip_address_details",
                            object(details -> details.put(
                                            "country", address.network().country())
                                    .put("city", address.network().city())
                                    .put(
                                            "asn",
                                            Integer.toString(address.network().asn()))));
                }))));
        row.set(type, object(data -> data.put("id", target)));
        return new GeneratedLogRow(OPENAI_STREAM, seconds(at), row);
    }

    GeneratedLogRow anthropic(GeneratedAction act) {
        ObjectNode row = anthropicRow(act.at(), act.call());
        row.set(
                "actor",
                object(actor -> actor.put("type", "admin_api_key_actor")
                        .put("admin_api_key_id", act.identity().id)
                        .put("ip_address", act.address().text())
                        .put("user_agent", act.client())));
        switch (act.call()) {
            case "compliance_api_accessed" ->
                row.put("request_method", "GET")
                        .put("url", act.resource())
                        .put("status_code", act.succeeded() ? 200 : 403);
            case "role_assignment_granted" ->
                row.put("user_id", "user_01" + random.alphanumeric(22)).put("role", act.resource());
            default -> row.put("api_key_id", "apikey_01" + random.alphanumeric(22));
        }
        return new GeneratedLogRow(ANTHROPIC_STREAM, act.at(), row);
    }

    GeneratedLogRow anthropicPerson(Instant at, GeneratedPerson by, String type, String member, String target) {
        ObjectNode row = anthropicRow(at, type);
        row.set(
                "actor",
                object(actor -> actor.put("type", "user_actor")
                        .put("email_address", by.email)
                        .put("user_id", by.anthropicId)
                        .put("ip_address", by.at(at).text())
                        .put("user_agent", by.browser)));
        row.put(member, target);
        return new GeneratedLogRow(ANTHROPIC_STREAM, at, row);
    }

    private ObjectNode openAiRow(Instant at, String type) {
        return object(row -> {
            row.put("object", "organization.audit_log");
            row.put("id", "audit_log-" + random.alphanumeric(24));
            row.put("type", type).put("effective_at", at.getEpochSecond());
            row.set(
                    "project",
                    object(project -> project.put("id", "proj_example1").put("name", "Assistants")));
        });
    }

    private ObjectNode anthropicRow(Instant at, String type) {
        return object(row -> row.put("id", "activity_01" + random.alphanumeric(22))
                .put("created_at", at.toString())
                .put("organization_id", "org_01ExampleWorks")
                .put("organization_uuid", "abcdef01-2345-4789-abcd-ef0123456789")
                .put("type", type));
    }

    private String openAiTarget(GeneratedAction act) {
        return act.call().startsWith("api_key")
                ? "key_" + random.alphanumeric(16)
                : act.call().substring(0, act.call().indexOf('.')) + "_"
                        + Integer.toHexString(act.resource().hashCode());
    }

    private static Instant seconds(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond());
    }
}
