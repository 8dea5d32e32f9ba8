package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The stream of deploy keys. Each is an SSH key for one repository. GitHub lists deploy keys by repository, so each
 * page covers one repository.
 */
final class GitHubDeployKeysStream {
    static final StreamId ID = new StreamId("deploy-keys");

    private GitHubDeployKeysStream() {}

    static List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return GitHubRepositoryPartitions.plan(new GitHubClient(session), ID, known);
    }

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        SortedMap<Long, String> repositories = GitHubRepositoryPartitions.of(request.partition());
        Position position =
                request.token().isPresent() ? Position.parse(request.token().get()) : Position.START;
        SortedMap<Long, String> rest = repositories.tailMap(position.repository());
        if (rest.isEmpty()) {
            return StreamPage.last(List.of());
        }
        long repository = rest.firstKey();
        int page = repository == position.repository() ? position.page() : 1;
        GitHubClient api = new GitHubClient(request.session());
        String name = rest.getOrDefault(repository, "");
        ProviderResponse response = api.page(
                "/repos/%s/%s/keys".formatted(api.settings().organization(), GitHubClient.encodeSegment(name)),
                Map.of("page", Integer.toString(page)),
                GitHubCredentials.AS_INSTALLATION);
        Optional<Integer> next = GitHubPageNumber.after(page, response);
        List<AccessObservation> items = new ArrayList<>();
        GitHubDeployKeyMapper.Repository place =
                new GitHubDeployKeyMapper.Repository(repository, api.settings().organization() + "/" + name);
        for (JsonNodeReader row : JsonNodeReader.of(response).elements()) {
            items.addAll(GitHubDeployKeyMapper.read(new GitHubIds(request.connection()), row, place));
        }
        if (next.isPresent()) {
            return StreamPage.more(items, new Position(repository, next.get()).cursor());
        }
        SortedMap<Long, String> later = repositories.tailMap(repository + 1);
        StreamPage read = later.isEmpty()
                ? StreamPage.last(items)
                : StreamPage.more(items, new Position(later.firstKey(), 1).cursor());
        return page == 1
                ? read.withCount(ListingCount.NONE.asStart().withWholeSegments(Set.of(Long.toString(repository))))
                : read;
    }

    static String segmentOf(AccessObservation observation) {
        return switch (observation) {
            case GrantObserved(var identity, var _) ->
                identity.attributes().getOrDefault(GitHubDeployKeyMapper.REPOSITORY_ID, "");
            case CredentialObserved(var holder, var _) ->
                holder.attributes().getOrDefault(GitHubDeployKeyMapper.REPOSITORY_ID, "");
            case AccessObservation.IdentityObserved _,
                    AccessObservation.PersonObserved _,
                    AccessObservation.EventObserved _,
                    AccessObservation.UsageObserved _ -> "";
        };
    }

    /**
     * Returns the partition that reads a repository's keys again, or empty if the repository's name is unknown because
     * planning missed the repository. GitHub reads keys by the repository's name.
     */
    static Optional<Partition> directRead(Partition whole, String repository) {
        return GitHubRepositoryPartitions.onlyRepository(whole, repository);
    }

    /** A position in the listing: a repository and the next page of its keys, written as {@code 42/1}. */
    private record Position(long repository, int page) {
        static final Position START = new Position(Long.MIN_VALUE, 1);

        static Position parse(String text) throws ConnectorException {
            int slash = text.indexOf('/');
            try {
                return new Position(
                        Long.parseLong(text.substring(0, Math.max(slash, 0))),
                        GitHubPageNumber.of(Optional.of(text.substring(slash + 1))));
            } catch (NumberFormatException _) {
                throw ConnectorException.unexpected("a stored cursor of deploy keys must look like 42/1");
            }
        }

        PartitionCursor cursor() {
            return PartitionCursor.at(repository + "/" + page);
        }
    }
}
