package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An activity that affects access.
 *
 * @param rereads the listings to read again because the activity changed their objects
 */
record AnthropicActivity(AccessEvent event, List<Partition> rereads) {
    /**
     * The members of an activity that are stored in addition to its type. They contain names, ids and enumerated
     * values, never email addresses or content.
     */
    private static final List<String> DETAILS =
            List.of("workspace_id", "workspace_role", "role", "name", "service_account_id", "federation_rule_id");

    AnthropicActivity {
        rereads = List.copyOf(rereads);
    }

    /** Returns the activity, or empty if it does not affect access. */
    static Optional<AnthropicActivity> read(AnthropicIds ids, JsonNodeReader row) throws ConnectorException {
        String type = row.text("type");
        Optional<AnthropicActivityTypes> meaning = AnthropicActivityTypes.of(type);
        if (meaning.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> subject = scalar(row, meaning.get().subject());
        AccessEvent event = new AccessEvent(
                row.text("id"),
                meaning.get().type(),
                KnownOrUnknown.of(affectedIdentity(ids, meaning.get().topic(), subject)),
                KnownOrUnknown.of(actor(ids, row)),
                row.instant("created_at"),
                new TreeMap<>(details(row, type, meaning.get(), subject)));
        return Optional.of(new AnthropicActivity(event, rereads(meaning.get().topic())));
    }

    private static Optional<IdentityId> affectedIdentity(
            AnthropicIds ids, AnthropicActivityTypes.Topic topic, Optional<String> subject) {
        return switch (topic) {
            case KEY, ADMIN_KEY -> subject.map(ids::key);
            case SERVICE_ACCOUNT -> subject.map(ids::serviceAccount);
            case FEDERATION_RULE -> subject.map(ids::federationRule);
            // Grantkeeper stores people separately, not as identities, and no listing contains workspaces.
            case WORKSPACE, PERSON, INVITE -> Optional.empty();
        };
    }

    /** Returns the person who acted. An actor that is not a person appears in the details instead. */
    private static Optional<PersonId> actor(AnthropicIds ids, JsonNodeReader row) throws ConnectorException {
        return row.objectOrEmpty("actor").optionalText("user_id").map(ids::person);
    }

    private static Map<String, String> details(
            JsonNodeReader row, String type, AnthropicActivityTypes meaning, Optional<String> subject)
            throws ConnectorException {
        Map<String, String> details = new TreeMap<>(Map.of("type", type));
        subject.ifPresent(id -> details.put(meaning.subject().replace('_', '-'), EventDetailText.name(id)));
        for (String member : DETAILS) {
            scalar(row, member).ifPresent(text -> details.put(member.replace('_', '-'), EventDetailText.name(text)));
        }
        if (row.has("scopes") && row.member("scopes").isArray()) {
            details.put("scopes", EventDetailText.name(String.join(" ", row.texts("scopes"))));
        }
        JsonNodeReader actor = row.objectOrEmpty("actor");
        actor.optionalText("type").ifPresent(by -> details.put("made-by", EventDetailText.name(by)));
        actor.optionalText("admin_api_key_id").ifPresent(id -> details.put("made-with", EventDetailText.name(id)));
        return details;
    }

    /**
     * Returns the value of a string member. Returns empty if the member is missing, blank or of another type, because a
     * malformed detail must not fail the whole row.
     */
    private static Optional<String> scalar(JsonNodeReader row, String member) {
        try {
            return row.optionalNonBlankText(member);
        } catch (ConnectorException _) {
            return Optional.empty();
        }
    }

    private static List<Partition> rereads(AnthropicActivityTypes.Topic topic) {
        return switch (topic) {
            case KEY, WORKSPACE -> wholePartitions(AnthropicKeysStream.ID);
            case ADMIN_KEY -> List.of();
            case SERVICE_ACCOUNT -> wholePartitions(AnthropicServiceAccountsStream.ID, AnthropicKeysStream.ID);
            case FEDERATION_RULE -> wholePartitions(AnthropicFederationRulesStream.ID);
            case PERSON -> wholePartitions(AnthropicUsersStream.ID);
            case INVITE -> wholePartitions(AnthropicInvitesStream.ID, AnthropicUsersStream.ID);
        };
    }

    private static List<Partition> wholePartitions(StreamId... streams) {
        return List.of(streams).stream().map(Partition::whole).toList();
    }
}
