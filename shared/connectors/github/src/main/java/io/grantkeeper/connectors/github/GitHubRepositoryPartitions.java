package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
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
 * Partitions of the organization's repositories. A repository's partition depends on the repository's id, which does
 * not change when the repository is renamed, so partitions are stable across sweeps. A partition contains the list of
 * its repositories, so that reading the partition does not require listing them again.
 */
final class GitHubRepositoryPartitions {
    /**
     * The number of partitions. Even with 100,000 repositories, the list of one partition's repositories fits into a
     * queue message.
     */
    static final int COUNT = 32;

    private static final String REPOSITORIES = "repositories";
    private static final Set<String> MEMBERS = Set.of("id", "name");

    private GitHubRepositoryPartitions() {}

    /** Returns all partitions that contain a repository now or contained one before. */
    static List<Partition> plan(GitHubClient api, StreamId stream, Set<String> known) throws ConnectorException {
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
            for (JsonNodeReader repository :
                    JsonNodeReader.of(response, MEMBERS).elements()) {
                long id = repository.number("id");
                slices.computeIfAbsent(partitionId(id), _ -> new TreeMap<>()).put(id, repository.text("name"));
            }
            page = GitHubPageNumber.after(page.get(), response);
        }
        List<Partition> partitions = new ArrayList<>();
        slices.forEach((id, repositories) ->
                partitions.add(Partition.of(stream, id, Map.of(REPOSITORIES, format(repositories)))));
        return partitions;
    }

    /** Returns the partition that reads only this repository. */
    static Partition singleRepository(StreamId stream, long id, String name) {
        return Partition.of(stream, partitionId(id), Map.of())
                .onlySegment(Long.toString(id), Map.of(REPOSITORIES, format(new TreeMap<>(Map.of(id, name)))));
    }

    /**
     * Returns the partition that reads only the given repository; empty if {@code whole} does not contain the
     * repository.
     */
    static Optional<Partition> onlyRepository(Partition whole, String repository) {
        return of(whole).entrySet().stream()
                .filter(entry -> entry.getKey().toString().equals(repository))
                .map(entry -> singleRepository(whole.stream(), entry.getKey(), entry.getValue()))
                .findFirst();
    }

    /** Returns the names of a partition's repositories, keyed by repository id. */
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

    private static String partitionId(long repository) {
        int number = Math.floorMod(repository, COUNT);
        return (number < 10 ? "slice-0" : "slice-") + number;
    }

    /** Formats repositories as {@code 17:app,42:website}. The names are encoded, so they contain no separators. */
    private static String format(SortedMap<Long, String> repositories) {
        StringBuilder text = new StringBuilder();
        repositories.forEach((id, name) ->
                text.append(text.isEmpty() ? "" : ",").append(id).append(':').append(GitHubClient.encodeSegment(name)));
        return text.toString();
    }
}
