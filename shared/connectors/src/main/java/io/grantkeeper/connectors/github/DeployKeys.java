package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Deploy keys: SSH keys that open one repository each. GitHub lists them by repository, so a page is one repository. */
final class DeployKeys implements AccessStream {
    static final StreamId ID = new StreamId("deploy-keys");

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Deploy keys";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        // Repositories are listed by metadata:read, which GitHub adds to every repository permission by itself.
        return Set.of("administration:read");
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(24);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return RepositorySlices.plan(new GitHubApi(session), ID, known);
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        SortedMap<Long, String> repositories = RepositorySlices.of(partition);
        Position position =
                from.token().isPresent() ? Position.parse(from.token().get()) : Position.START;
        SortedMap<Long, String> rest = repositories.tailMap(position.repository());
        if (rest.isEmpty()) {
            return Page.last(List.of());
        }
        long repository = rest.firstKey();
        int page = repository == position.repository() ? position.page() : 1;
        GitHubApi api = new GitHubApi(session);
        String name = rest.getOrDefault(repository, "");
        ProviderResponse response = api.page(
                "/repos/%s/%s/keys".formatted(api.settings().organization(), GitHubApi.segment(name)),
                Map.of("page", Integer.toString(page)),
                GitHubCredentials.AS_INSTALLATION);
        Optional<Integer> next = PageNumber.after(page, response);
        List<Observation> items = new ArrayList<>();
        DeployKey.Repository place =
                new DeployKey.Repository(repository, api.settings().organization() + "/" + name);
        for (JsonBody row : JsonBody.of(response).elements()) {
            items.addAll(DeployKey.read(new Naming(session.connection().id()), row, place));
        }
        if (next.isPresent()) {
            return Page.more(items, new Position(repository, next.get()).cursor());
        }
        SortedMap<Long, String> later = repositories.tailMap(repository + 1);
        return later.isEmpty() ? Page.last(items) : Page.more(items, new Position(later.firstKey(), 1).cursor());
    }

    @Override
    public String segmentOf(Observation observation) {
        return switch (observation) {
            case GrantObserved(var holder, var _) -> holder.attributes().getOrDefault(DeployKey.REPOSITORY_ID, "");
            case CredentialObserved(var holder, var _) -> holder.attributes().getOrDefault(DeployKey.REPOSITORY_ID, "");
            case Observation.IdentityObserved _,
                    Observation.PersonObserved _,
                    Observation.EventObserved _,
                    Observation.UsageObserved _ -> "";
        };
    }

    /** The page of a repository's keys to read next, written {@code 42/1}. */
    private record Position(long repository, int page) {
        static final Position START = new Position(Long.MIN_VALUE, 1);

        static Position parse(String text) throws ConnectorException {
            int slash = text.indexOf('/');
            try {
                return new Position(
                        Long.parseLong(text.substring(0, Math.max(slash, 0))),
                        PageNumber.of(Optional.of(text.substring(slash + 1))));
            } catch (NumberFormatException _) {
                throw Problems.unexpected("a stored cursor of deploy keys must look like 42/1");
            }
        }

        Cursor cursor() {
            return Cursor.at(repository + "/" + page);
        }
    }
}
