package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connectors.github.AuditMeaning.Topic;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads rows of the audit log. */
final class AuditRows {
    private final Naming naming;
    private final InstalledApps apps;

    AuditRows(Naming naming, InstalledApps apps) {
        this.naming = naming;
        this.apps = apps;
    }

    /** Empty for rows that say nothing about access. */
    Optional<AuditRow> read(JsonBody row) throws ConnectorException {
        String action = row.optionalText("action").orElse("");
        Optional<AuditMeaning> meaning = AuditMeaning.of(action);
        if (meaning.isEmpty() || isSomeonesOwnKey(meaning.get().topic(), row)) {
            return Optional.empty();
        }
        Instant at = time(row);
        AccessEvent event = new AccessEvent(
                key(row, action, at),
                meaning.get().type(),
                about(meaning.get().topic(), row),
                actor(row),
                at,
                new TreeMap<>(AuditDetails.of(row, action)));
        return Optional.of(new AuditRow(event, rereads(meaning.get().topic(), row)));
    }

    /** A key that a person added to the own account names no repository; it is no deploy key. */
    private static boolean isSomeonesOwnKey(Topic topic, JsonBody row) throws ConnectorException {
        return topic == Topic.DEPLOY_KEY && repository(row).isEmpty();
    }

    private static Instant time(JsonBody row) throws ConnectorException {
        Optional<Instant> happened = GitHubTime.optional(row, "@timestamp");
        Optional<Instant> at = happened.isPresent() ? happened : GitHubTime.optional(row, "created_at");
        if (at.isEmpty()) {
            throw row.unexpected("a row of the audit log with '@timestamp' or 'created_at'");
        }
        return at.get();
    }

    /** GitHub's own id of the row; what identifies it otherwise on servers that give none. */
    private static String key(JsonBody row, String action, Instant at) throws ConnectorException {
        Optional<String> id = row.optionalText("_document_id").filter(text -> !text.isBlank());
        return id.isPresent()
                ? id.get()
                : action + "/" + row.optionalText("actor").orElse("") + "/" + at.toEpochMilli();
    }

    private Knowledge<PersonId> actor(JsonBody row) throws ConnectorException {
        if (AuditDetails.scalar(row, "actor_is_bot").equals(Optional.of("true"))) {
            return Knowledge.unknown();
        }
        return Knowledge.ofNullable(
                row.optionalText("actor").flatMap(naming::human).orElse(null));
    }

    private Knowledge<IdentityId> about(Topic topic, JsonBody row) throws ConnectorException {
        Optional<IdentityId> id =
                switch (topic) {
                    case APP -> apps.named(row);
                    case TOKEN, TOKEN_REQUEST ->
                        id(row, "user_programmatic_access_id").map(naming::token);
                    case HOOK ->
                        repository(row).isPresent()
                                ? Optional.empty()
                                : id(row, "hook_id").map(naming::hook);
                    case SEAT -> Optional.of(naming.copilot());
                    case CODING_AGENT -> Optional.of(naming.codingAgent());
                    // Requested apps and OAuth apps are in no listing, people are no identities of ours, rows about
                    // keys do not number them, and a row's 'token_id' is the token that the call was made with, not
                    // the credential that it speaks of.
                    case APP_REQUEST, AUTHORIZED_CREDENTIAL, DEPLOY_KEY, OAUTH_APP, PERSON -> Optional.empty();
                };
        return Knowledge.ofNullable(id.orElse(null));
    }

    private static Optional<String> id(JsonBody row, String member) throws ConnectorException {
        return row.has(member) ? Optional.of(row.id(member)) : Optional.empty();
    }

    private static Optional<String> repository(JsonBody row) throws ConnectorException {
        Optional<String> name = row.optionalText("repo");
        return name.isPresent() ? name : row.optionalText("repository");
    }

    private static List<Partition> rereads(Topic topic, JsonBody row) throws ConnectorException {
        return switch (topic) {
            case APP -> whole(Installations.ID);
            case TOKEN -> whole(FineGrainedTokens.ID);
            case TOKEN_REQUEST -> whole(TokenRequests.ID, FineGrainedTokens.ID);
            case AUTHORIZED_CREDENTIAL -> whole(AuthorizedCredentials.ID);
            case HOOK -> repository(row).isPresent() ? List.of() : whole(OrganizationHooks.ID);
            case PERSON -> whole(People.ID);
            case SEAT -> whole(CopilotSeats.ID);
            case CODING_AGENT -> whole(CodingAgent.ID);
            case DEPLOY_KEY -> deployKeys(row);
            case APP_REQUEST, OAUTH_APP -> List.of();
        };
    }

    /** Only the repository's number tells its slice; without it, the next sweep finds the key. */
    private static List<Partition> deployKeys(JsonBody row) throws ConnectorException {
        OptionalLong id = row.has("repo_id") ? OptionalLong.of(row.number("repo_id")) : OptionalLong.empty();
        String name = repository(row).orElse("");
        int slash = name.indexOf('/');
        return id.isEmpty() || slash < 0
                ? List.of()
                : List.of(RepositorySlices.only(DeployKeys.ID, id.getAsLong(), name.substring(slash + 1)));
    }

    private static List<Partition> whole(StreamId... streams) {
        return List.of(streams).stream().map(Partition::whole).toList();
    }
}
