package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Splits the organisation's repositories into slices that stay the same from sweep to sweep: by the repository's
 * number, which it keeps when it is renamed. A slice carries its repositories, so that whoever reads it need not list
 * them again.
 */
final class RepositorySlices {
    /** Enough that the repositories of a slice fit into a queue message even where there are 100,000 of them. */
    static final int COUNT = 32;

    private static final String REPOSITORIES = "repositories";
    private static final Set<String> MEMBERS = Set.of("id", "name");

    private RepositorySlices() {}

    /** All slices that hold a repository now or ever did. */
    static List<Partition> plan(GitHubApi api, StreamId stream, Set<String> known) throws ConnectorException {
        SortedMap<String, SortedMap<Long, String>> slices = new TreeMap<>();
        known.forEach(id -> slices.put(id, new TreeMap<>()));
        Optional<Integer> page = Optional.of(1);
        while (page.isPresent()) {
            ProviderResponse response = api.page(
                    api.inOrganization("/repos"),
                    Map.of(
                            "type",
                            "all",
                            "sort",
                            "full_name",
                            "page",
                            page.get().toString()),
                    GitHubCredentials.AS_INSTALLATION);
            for (JsonBody repository : JsonBody.of(response, MEMBERS).elements()) {
                long id = repository.number("id");
                slices.computeIfAbsent(slice(id), _ -> new TreeMap<>()).put(id, repository.text("name"));
            }
            page = PageNumber.after(page.get(), response);
        }
        List<Partition> partitions = new ArrayList<>();
        slices.forEach((id, repositories) ->
                partitions.add(Partition.of(stream, id, Map.of(REPOSITORIES, written(repositories)))));
        return partitions;
    }

    /** The one repository of its slice, to be read again alone. */
    static Partition only(StreamId stream, long id, String name) {
        return Partition.of(stream, slice(id), Map.of())
                .onlySegment(Long.toString(id), Map.of(REPOSITORIES, written(new TreeMap<>(Map.of(id, name)))));
    }

    /** The repositories of a slice: their names by number. */
    static SortedMap<Long, String> of(Partition partition) {
        SortedMap<Long, String> repositories = new TreeMap<>();
        for (String entry : partition.parameter(REPOSITORIES).split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon > 0) {
                repositories.put(
                        Long.parseLong(entry.substring(0, colon)),
                        URLDecoder.decode(entry.substring(colon + 1), StandardCharsets.UTF_8));
            }
        }
        return repositories;
    }

    private static String slice(long repository) {
        int number = Math.floorMod(repository, COUNT);
        return (number < 10 ? "slice-0" : "slice-") + number;
    }

    /** {@code 17:app,42:website}; encoded, so that names hold neither sign. */
    private static String written(SortedMap<Long, String> repositories) {
        StringBuilder text = new StringBuilder();
        repositories.forEach((id, name) ->
                text.append(text.isEmpty() ? "" : ",").append(id).append(':').append(GitHubApi.segment(name)));
        return text.toString();
    }
}
