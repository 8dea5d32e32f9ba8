package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An audit log row that affects access.
 *
 * @param rereads the listings to read again because of the row's action
 */
record OpenAiAuditRow(AccessEvent event, List<Partition> rereads) {

    OpenAiAuditRow {
        rereads = List.copyOf(rereads);
    }

    /**
     * Returns the row, or empty if it does not affect access. The data of the event is in a member whose name is the
     * event type.
     */
    static Optional<OpenAiAuditRow> read(OpenAiIds ids, JsonNodeReader row) throws ConnectorException {
        String type = row.text("type");
        Optional<OpenAiAuditTypes> meaning = OpenAiAuditTypes.of(type);
        if (meaning.isEmpty()) {
            return Optional.empty();
        }
        Instant at = OpenAiTimes.instant(row, "effective_at");
        JsonNodeReader what = row.objectOrEmpty(type);
        Optional<String> id = what.optionalText("id");
        Optional<JsonNodeReader> project = row.optionalObject(OpenAiIds.PROJECT);
        Optional<OpenAiProject> named = project.isPresent() && project.get().has("id")
                ? Optional.of(OpenAiProject.of(project.get()))
                : Optional.empty();
        AccessEvent event = new AccessEvent(
                row.text("id"),
                meaning.get().type(),
                KnownOrUnknown.of(affectedIdentity(ids, meaning.get().topic(), id)),
                KnownOrUnknown.of(actor(ids, row)),
                at,
                new TreeMap<>(details(row, type, what, named)));
        return Optional.of(new OpenAiAuditRow(event, rereads(meaning.get().topic(), named, id)));
    }

    private static Optional<IdentityId> affectedIdentity(
            OpenAiIds ids, OpenAiAuditTypes.Topic topic, Optional<String> id) {
        return switch (topic) {
            case KEY, ADMIN_KEY -> id.map(ids::key);
            case SERVICE_ACCOUNT -> id.map(ids::serviceAccount);
            case CERTIFICATE -> id.map(ids::certificate);
            // Grantkeeper stores people separately, not as identities, and no listing contains projects or federation.
            case PROJECT, PERSON, INVITE, FEDERATION -> Optional.empty();
        };
    }

    /** Returns the person who was signed in, or the person whose key made the call. */
    private static Optional<PersonId> actor(OpenAiIds ids, JsonNodeReader row) throws ConnectorException {
        for (String by : List.of("session", "api_key")) {
            Optional<String> user = row.objectOrEmpty("actor")
                    .objectOrEmpty(by)
                    .objectOrEmpty("user")
                    .optionalText("id");
            if (user.isPresent()) {
                return user.map(ids::person);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the details of the row. The requested values are under {@code data} if an object was created, and under
     * {@code changes_requested} otherwise.
     */
    private static Map<String, String> details(
            JsonNodeReader row, String type, JsonNodeReader what, Optional<OpenAiProject> project)
            throws ConnectorException {
        Map<String, String> details = new TreeMap<>(Map.of("type", type));
        project.ifPresent(named -> details.put(OpenAiIds.PROJECT, EventDetailText.name(named.name())));
        row.objectOrEmpty("actor")
                .optionalText("type")
                .ifPresent(by -> details.put("made-with", EventDetailText.name(by)));
        what.optionalText("id").ifPresent(id -> details.put("id", EventDetailText.name(id)));
        what.optionalText("name").ifPresent(name -> details.put("name", EventDetailText.name(name)));
        for (String member : List.of("data", "changes_requested")) {
            JsonNodeReader requested = what.objectOrEmpty(member);
            requested
                    .optionalText(OpenAiIds.ROLE)
                    .ifPresent(role -> details.put(OpenAiIds.ROLE, EventDetailText.name(role)));
            if (requested.has("scopes") && requested.member("scopes").isArray()) {
                details.put("scopes", EventDetailText.name(String.join(" ", requested.texts("scopes"))));
            }
        }
        return details;
    }

    private static List<Partition> rereads(
            OpenAiAuditTypes.Topic topic, Optional<OpenAiProject> project, Optional<String> id) {
        return switch (topic) {
            case KEY ->
                project.map(in -> List.of(in.partition(OpenAiProjectKeysStream.ID)))
                        .orElseGet(() -> List.of(Partition.whole(OpenAiAdminKeysStream.ID)));
            case ADMIN_KEY -> List.of(Partition.whole(OpenAiAdminKeysStream.ID));
            case SERVICE_ACCOUNT ->
                project.map(in -> List.of(
                                in.partition(OpenAiServiceAccountsStream.ID), in.partition(OpenAiProjectKeysStream.ID)))
                        .orElse(List.of());
            case CERTIFICATE -> List.of(Partition.whole(OpenAiCertificatesStream.ID));
            case PROJECT ->
                id.map(gone -> List.of(
                                OpenAiProject.partition(OpenAiProjectKeysStream.ID, gone),
                                OpenAiProject.partition(OpenAiServiceAccountsStream.ID, gone)))
                        .orElse(List.of());
            case PERSON -> List.of(Partition.whole(OpenAiUsersStream.ID));
            case INVITE -> List.of(Partition.whole(OpenAiInvitesStream.ID), Partition.whole(OpenAiUsersStream.ID));
            case FEDERATION -> List.of();
        };
    }
}
