package io.grantkeeper.rightsizing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rows of GitHub's page of permissions, by endpoint, in {@code github-published.tsv}. */
final class GitHubPublished {
    static final String METADATA = "metadata:read";

    /** Pairs of which the endpoints' own pages say that one is enough; others that stand together are needed together. */
    private static final List<Set<String>> EITHER = List.of(
            Set.of("issues", "pull_requests"),
            Set.of("contents", "pull_requests"),
            Set.of("contents", "artifact_metadata"),
            Set.of("administration", "private_repository_invitations"),
            Set.of("organization_administration", "organization_copilot_seat_management"));

    /** Needed for files and commits that are workflows, and for no others. */
    private static final String WORKFLOWS = "workflows";

    /** A permission and its level, {@code withOthers} where the page marks that others are needed too or do instead. */
    record Row(String permission, String level, boolean withOthers) {
        String name() {
            return permission + ":" + level;
        }
    }

    record Endpoint(String path, String method) implements Comparable<Endpoint> {
        @Override
        public int compareTo(Endpoint other) {
            return (path + " " + method).compareTo(other.path + " " + other.method);
        }
    }

    private GitHubPublished() {}

    static Map<Endpoint, List<Row>> rows() throws IOException {
        Map<Endpoint, List<Row>> rows = new TreeMap<>();
        try (Stream<String> lines = FactLines.of("github-published.tsv")) {
            lines.forEach(line -> {
                String[] fields = line.split("\t", -1);
                Row row = new Row(fields[0], fields[1], fields.length > 4);
                for (String method : fields[2].split(",", -1)) {
                    rows.computeIfAbsent(new Endpoint(fields[3], method), e -> new ArrayList<>())
                            .add(row);
                }
            });
        }
        return rows;
    }

    /** The sets of permissions of which each admits the endpoint: {@code |} between them, {@code +} within. */
    static String ways(List<Row> rows) {
        List<String> names = rows.stream()
                .filter(row -> !row.permission().equals(WORKFLOWS))
                .map(Row::name)
                .toList();
        if (names.size() == 1) {
            return rows.getFirst().withOthers() && rows.size() == 1
                    ? names.getFirst() + "+" + METADATA
                    : names.getFirst();
        }
        boolean either =
                EITHER.contains(Set.copyOf(rows.stream().map(Row::permission).toList()));
        boolean alone = rows.stream().noneMatch(Row::withOthers);
        return String.join(either || alone ? "|" : "+", names);
    }
}
