package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A row of the audit log that says something about access.
 *
 * @param rereads the listings that it shows to have changed
 */
record AuditRow(AccessEvent event, List<Partition> rereads) {
    private static final int LONGEST = 200;

    AuditRow {
        rereads = List.copyOf(rereads);
    }

    /** Empty for rows that say nothing about access. What happened lies in a member that is named as the type. */
    static Optional<AuditRow> read(Naming naming, JsonBody row) throws ConnectorException {
        String type = row.text("type");
        Optional<AuditMeaning> meaning = AuditMeaning.of(type);
        if (meaning.isEmpty()) {
            return Optional.empty();
        }
        Instant at = Epoch.instant(row, "effective_at");
        Optional<JsonBody> what = row.optionalObject(type);
        Optional<String> id = what.isPresent() ? what.get().optionalText("id") : Optional.empty();
        Optional<JsonBody> project = row.optionalObject(Naming.PROJECT);
        Optional<Project> named = project.isPresent() && project.get().has("id")
                ? Optional.of(Project.of(project.get()))
                : Optional.empty();
        AccessEvent event = new AccessEvent(
                row.text("id"),
                meaning.get().type(),
                Knowledge.ofNullable(about(naming, meaning.get().topic(), id).orElse(null)),
                Knowledge.ofNullable(actor(naming, row).orElse(null)),
                at,
                new TreeMap<>(details(row, type, what, named)));
        return Optional.of(new AuditRow(event, rereads(meaning.get().topic(), named, id)));
    }

    private static Optional<IdentityId> about(Naming naming, AuditMeaning.Topic topic, Optional<String> id) {
        return switch (topic) {
            case KEY, ADMIN_KEY -> id.map(naming::key);
            case SERVICE_ACCOUNT -> id.map(naming::serviceAccount);
            case CERTIFICATE -> id.map(naming::certificate);
            // People are no identities of ours; projects and federation are in no listing.
            case PROJECT, PERSON, INVITE, FEDERATION -> Optional.empty();
        };
    }

    /** A person in a session, or the person whose key made the call. */
    private static Optional<PersonId> actor(Naming naming, JsonBody row) throws ConnectorException {
        Optional<JsonBody> actor = row.optionalObject("actor");
        for (String by : List.of("session", "api_key")) {
            Optional<JsonBody> means = actor.isPresent() ? actor.get().optionalObject(by) : Optional.empty();
            Optional<JsonBody> user = means.isPresent() ? means.get().optionalObject("user") : Optional.empty();
            if (user.isPresent() && user.get().has("id")) {
                return user.get().optionalText("id").map(naming::person);
            }
        }
        return Optional.empty();
    }

    /** What was asked for lies under {@code data} where something is made, else under {@code changes_requested}. */
    private static Map<String, String> details(
            JsonBody row, String type, Optional<JsonBody> what, Optional<Project> project) throws ConnectorException {
        Map<String, String> details = new TreeMap<>(Map.of("type", type));
        project.ifPresent(named -> details.put(Naming.PROJECT, cut(named.name())));
        Optional<JsonBody> actor = row.optionalObject("actor");
        if (actor.isPresent()) {
            actor.get().optionalText("type").ifPresent(by -> details.put("made-with", cut(by)));
        }
        if (what.isPresent()) {
            what.get().optionalText("id").ifPresent(id -> details.put("id", cut(id)));
            what.get().optionalText("name").ifPresent(name -> details.put("name", cut(name)));
            for (String member : List.of("data", "changes_requested")) {
                Optional<JsonBody> asked = what.get().optionalObject(member);
                if (asked.isPresent()) {
                    asked.get().optionalText(Naming.ROLE).ifPresent(role -> details.put(Naming.ROLE, cut(role)));
                    if (asked.get().has("scopes")
                            && asked.get().member("scopes").isArray()) {
                        details.put("scopes", cut(String.join(" ", asked.get().texts("scopes"))));
                    }
                }
            }
        }
        return details;
    }

    private static List<Partition> rereads(AuditMeaning.Topic topic, Optional<Project> project, Optional<String> id) {
        return switch (topic) {
            case KEY ->
                project.map(in -> List.of(in.partition(ProjectKeys.ID)))
                        .orElseGet(() -> List.of(Partition.whole(AdminKeys.ID)));
            case ADMIN_KEY -> List.of(Partition.whole(AdminKeys.ID));
            case SERVICE_ACCOUNT ->
                project.map(in -> List.of(in.partition(ServiceAccounts.ID), in.partition(ProjectKeys.ID)))
                        .orElse(List.of());
            case CERTIFICATE -> List.of(Partition.whole(Certificates.ID));
            case PROJECT ->
                id.map(gone -> List.of(
                                Project.partition(ProjectKeys.ID, gone), Project.partition(ServiceAccounts.ID, gone)))
                        .orElse(List.of());
            case PERSON -> List.of(Partition.whole(Users.ID));
            case INVITE -> List.of(Partition.whole(Invites.ID), Partition.whole(Users.ID));
            case FEDERATION -> List.of();
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
