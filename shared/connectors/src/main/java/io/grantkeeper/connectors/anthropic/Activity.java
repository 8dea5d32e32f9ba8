package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An activity that says something about access.
 *
 * @param rereads the listings that it shows to have changed
 */
record Activity(AccessEvent event, List<Partition> rereads) {
    private static final int LONGEST = 200;
    /** Members worth keeping beside the type: names and choices, never addresses or what was said. */
    private static final List<String> DETAILS =
            List.of("workspace_id", "workspace_role", "role", "name", "service_account_id", "federation_rule_id");

    Activity {
        rereads = List.copyOf(rereads);
    }

    /** Empty for activities that say nothing about access. */
    static Optional<Activity> read(Naming naming, JsonBody row) throws ConnectorException {
        String type = row.text("type");
        Optional<ActivityMeaning> meaning = ActivityMeaning.of(type);
        if (meaning.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> subject = scalar(row, meaning.get().subject());
        AccessEvent event = new AccessEvent(
                row.text("id"),
                meaning.get().type(),
                Knowledge.ofNullable(
                        about(naming, meaning.get().topic(), subject).orElse(null)),
                Knowledge.ofNullable(actor(naming, row).orElse(null)),
                row.instant("created_at"),
                new TreeMap<>(details(row, type, meaning.get(), subject)));
        return Optional.of(new Activity(event, rereads(meaning.get().topic())));
    }

    private static Optional<IdentityId> about(Naming naming, ActivityMeaning.Topic topic, Optional<String> subject) {
        return switch (topic) {
            case KEY, ADMIN_KEY -> subject.map(naming::key);
            case SERVICE_ACCOUNT -> subject.map(naming::serviceAccount);
            case FEDERATION_RULE -> subject.map(naming::federationRule);
            // People are no identities of ours, and workspaces are in no listing.
            case WORKSPACE, PERSON, INVITE -> Optional.empty();
        };
    }

    /** Other actors than people are told in the details. */
    private static Optional<PersonId> actor(Naming naming, JsonBody row) throws ConnectorException {
        Optional<JsonBody> actor = row.optionalObject("actor");
        return actor.isPresent() ? actor.get().optionalText("user_id").map(naming::person) : Optional.empty();
    }

    private static Map<String, String> details(
            JsonBody row, String type, ActivityMeaning meaning, Optional<String> subject) throws ConnectorException {
        Map<String, String> details = new TreeMap<>(Map.of("type", type));
        subject.ifPresent(id -> details.put(meaning.subject().replace('_', '-'), cut(id)));
        for (String member : DETAILS) {
            scalar(row, member).ifPresent(text -> details.put(member.replace('_', '-'), cut(text)));
        }
        if (row.has("scopes") && row.member("scopes").isArray()) {
            details.put("scopes", cut(String.join(" ", row.texts("scopes"))));
        }
        Optional<JsonBody> actor = row.optionalObject("actor");
        if (actor.isPresent()) {
            actor.get().optionalText("type").ifPresent(by -> details.put("made-by", cut(by)));
            actor.get().optionalText("admin_api_key_id").ifPresent(id -> details.put("made-with", cut(id)));
        }
        return details;
    }

    /** Text; empty for anything else, for a detail is not worth losing a row. */
    private static Optional<String> scalar(JsonBody row, String member) {
        try {
            return row.optionalText(member).filter(text -> !text.isBlank());
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    private static List<Partition> rereads(ActivityMeaning.Topic topic) {
        return switch (topic) {
            case KEY, WORKSPACE -> whole(ApiKeys.ID);
            case ADMIN_KEY -> List.of();
            case SERVICE_ACCOUNT -> whole(ServiceAccounts.ID, ApiKeys.ID);
            case FEDERATION_RULE -> whole(FederationRules.ID);
            case PERSON -> whole(Users.ID);
            case INVITE -> whole(Invites.ID, Users.ID);
        };
    }

    private static List<Partition> whole(StreamId... streams) {
        return List.of(streams).stream().map(Partition::whole).toList();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
