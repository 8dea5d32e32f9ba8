package io.grantkeeper.rightsizing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads a copy of the page in GitHub's documentation that lists the permissions for each endpoint. The copy is stored
 * in {@code github-published.tsv}.
 */
final class GitHubPublishedPermissions {
    static final String METADATA = "metadata:read";

    /**
     * Pairs of permissions, either of which is sufficient according to the documentation of individual endpoints. The
     * page does not distinguish these from permissions that are required together; any other combination that it marks
     * counts as required together.
     */
    private static final List<Set<String>> EITHER = List.of(
            Set.of("issues", "pull_requests"),
            Set.of("contents", "pull_requests"),
            Set.of("contents", "artifact_metadata"),
            Set.of("administration", "private_repository_invitations"),
            Set.of("organization_administration", "organization_copilot_seat_management"));

    /** The permission that is required only for files and commits that change workflows. */
    private static final String WORKFLOWS = "workflows";

    /**
     * A permission with its level.
     *
     * @param withOthers whether the page states that the endpoint also requires, or accepts instead, other permissions
     */
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

    private GitHubPublishedPermissions() {}

    static Map<Endpoint, List<Row>> rows() throws IOException {
        Map<Endpoint, List<Row>> rows = new TreeMap<>();
        try (Stream<String> lines = VendorFactLines.of("github-published.tsv")) {
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

    /**
     * Returns the sets of permissions that allow calls to an endpoint. The sets are separated by {@code |}, and the
     * permissions in a set by {@code +}.
     */
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
