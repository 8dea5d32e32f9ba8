package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connectors.github.GitHubAuditActions.Topic;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Converts audit log rows to access events, and determines which listings must be read again because of a row. */
final class GitHubAuditRowReader {
    private final GitHubIds ids;
    private final GitHubInstalledAppLookup apps;

    GitHubAuditRowReader(GitHubIds ids, GitHubInstalledAppLookup apps) {
        this.ids = ids;
        this.apps = apps;
    }

    /** Returns the row, or empty if it does not affect access. */
    Optional<GitHubAuditRow> read(JsonNodeReader row) throws ConnectorException {
        String action = row.optionalText("action").orElse("");
        Optional<GitHubAuditActions> meaning = GitHubAuditActions.of(action);
        if (meaning.isEmpty() || isPersonalKey(meaning.get().topic(), row)) {
            return Optional.empty();
        }
        Instant at = time(row);
        AccessEvent event = new AccessEvent(
                key(row, action, at),
                meaning.get().type(),
                affectedIdentity(meaning.get().topic(), row),
                actor(row),
                at,
                new TreeMap<>(GitHubAuditDetails.of(row, action)));
        return Optional.of(new GitHubAuditRow(event, rereads(meaning.get().topic(), row)));
    }

    /**
     * Returns whether the affected key is one that a person added to their own account. Such a row names no repository,
     * so the key is not a deploy key.
     */
    private static boolean isPersonalKey(Topic topic, JsonNodeReader row) throws ConnectorException {
        return topic == Topic.DEPLOY_KEY && repository(row).isEmpty();
    }

    private static Instant time(JsonNodeReader row) throws ConnectorException {
        Optional<Instant> happened = GitHubTime.optional(row, "@timestamp");
        Optional<Instant> at = happened.isPresent() ? happened : GitHubTime.optional(row, "created_at");
        if (at.isEmpty()) {
            throw row.unexpected("an audit log row with '@timestamp' or 'created_at'");
        }
        return at.get();
    }

    /** Returns GitHub's own id of the row or, on servers that provide none, an id built from the row's content. */
    private static String key(JsonNodeReader row, String action, Instant at) throws ConnectorException {
        Optional<String> id = row.optionalNonBlankText("_document_id");
        return id.isPresent()
                ? id.get()
                : action + "/" + row.optionalText("actor").orElse("") + "/" + at.toEpochMilli();
    }

    private KnownOrUnknown<PersonId> actor(JsonNodeReader row) throws ConnectorException {
        if (GitHubAuditDetails.scalar(row, "actor_is_bot").equals(Optional.of("true"))) {
            return KnownOrUnknown.unknown();
        }
        return KnownOrUnknown.of(row.optionalText("actor").flatMap(ids::human));
    }

    private KnownOrUnknown<IdentityId> affectedIdentity(Topic topic, JsonNodeReader row) throws ConnectorException {
        Optional<IdentityId> id =
                switch (topic) {
                    case APP -> apps.find(row);
                    case TOKEN, TOKEN_REQUEST ->
                        id(row, "user_programmatic_access_id").map(ids::token);
                    case HOOK ->
                        repository(row).isPresent()
                                ? Optional.empty()
                                : id(row, "hook_id").map(ids::hook);
                    case SEAT -> Optional.of(ids.copilot());
                    case CODING_AGENT -> Optional.of(ids.codingAgent());
                    // Requested apps and OAuth apps are in no listing, and Grantkeeper stores people separately, not as
                    // identities. Rows about keys do not contain the key's id. A row's 'token_id' is the token that
                    // made the call, not the credential that the call affected.
                    case APP_REQUEST, AUTHORIZED_CREDENTIAL, DEPLOY_KEY, OAUTH_APP, PERSON -> Optional.empty();
                };
        return KnownOrUnknown.of(id);
    }

    private static Optional<String> id(JsonNodeReader row, String member) throws ConnectorException {
        return row.has(member) ? Optional.of(row.id(member)) : Optional.empty();
    }

    private static Optional<String> repository(JsonNodeReader row) throws ConnectorException {
        Optional<String> name = row.optionalText("repo");
        return name.isPresent() ? name : row.optionalText("repository");
    }

    private static List<Partition> rereads(Topic topic, JsonNodeReader row) throws ConnectorException {
        return switch (topic) {
            case APP -> wholePartitions(GitHubInstallationsStream.ID);
            case TOKEN -> wholePartitions(GitHubFineGrainedTokensStream.ID);
            case TOKEN_REQUEST -> wholePartitions(GitHubTokenRequestsStream.ID, GitHubFineGrainedTokensStream.ID);
            case AUTHORIZED_CREDENTIAL -> wholePartitions(GitHubCredentialAuthorizationsStream.ID);
            case HOOK -> repository(row).isPresent() ? List.of() : wholePartitions(GitHubOrganizationWebhooksStream.ID);
            case PERSON -> wholePartitions(GitHubMembersStream.ID);
            case SEAT -> wholePartitions(GitHubCopilotSeatsStream.ID);
            case CODING_AGENT -> wholePartitions(GitHubCodingAgentStream.ID);
            case DEPLOY_KEY -> deployKeys(row);
            case APP_REQUEST, OAUTH_APP -> List.of();
        };
    }

    /**
     * Returns the partition that reads the deploy keys of the row's repository. If the row does not contain the
     * repository's id, returns no partition; the next sweep then finds the key.
     */
    private static List<Partition> deployKeys(JsonNodeReader row) throws ConnectorException {
        OptionalLong id = row.has("repo_id") ? OptionalLong.of(row.number("repo_id")) : OptionalLong.empty();
        String name = repository(row).orElse("");
        int slash = name.indexOf('/');
        return id.isEmpty() || slash < 0
                ? List.of()
                : List.of(GitHubRepositoryPartitions.singleRepository(
                        GitHubDeployKeysStream.ID, id.getAsLong(), name.substring(slash + 1)));
    }

    private static List<Partition> wholePartitions(StreamId... streams) {
        return List.of(streams).stream().map(Partition::whole).toList();
    }
}
