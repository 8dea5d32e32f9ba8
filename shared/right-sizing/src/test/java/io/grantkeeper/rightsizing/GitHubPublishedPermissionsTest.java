package io.grantkeeper.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.rightsizing.GitHubPublishedPermissions.Endpoint;
import io.grantkeeper.rightsizing.GitHubPublishedPermissions.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Measures recall and precision against the page in GitHub's documentation that lists the permissions for each
 * endpoint. The results are in docs/right-sizing.md.
 */
class GitHubPublishedPermissionsTest {
    private static final List<String> LEVELS = List.of("read", "write", "admin");
    private final RightSizer rightSizing = RightSizer.standard();
    private final Random random = new Random(20261124);

    @Test
    @DisplayName("recommends the published permission for every published row, in the form that a log has")
    void recommendsPublishedPermissionForEveryPublishedRow() throws IOException {
        List<String> unmet = new ArrayList<>();
        int met = 0;
        int recommended = 0;
        int right = 0;
        Map<Endpoint, List<Row>> rows = GitHubPublishedPermissions.rows();
        for (Map.Entry<Endpoint, List<Row>> entry : rows.entrySet()) {
            Set<String> published =
                    new HashSet<>(entry.getValue().stream().map(Row::name).toList());
            Set<String> least = least(List.of(entry.getKey()), published);
            long of = least.stream().filter(published::contains).count();
            met += of > 0 ? 1 : 0;
            recommended += least.size();
            right += (int) of;
            if (of == 0 || of < least.size()) {
                unmet.add(entry.getKey() + " " + published + " but " + least);
            }
        }
        assertThat(unmet).isEmpty();
        assertDocumented("GitHub rows, single calls", rows.size(), met, met, right, recommended);
    }

    @Test
    @DisplayName("the recommendation for several calls admits each of them at its published level or above")
    void recommendsPermissionsThatAllowEachOfSeveralCalls() throws IOException {
        Map<Endpoint, List<Row>> rows = GitHubPublishedPermissions.rows();
        List<Endpoint> endpoints = List.copyOf(rows.keySet());
        int calls = 0;
        int admitted = 0;
        int met = 0;
        int right = 0;
        int recommended = 0;
        for (int i = 0; i < 1_000; i++) {
            List<Endpoint> some = new ArrayList<>();
            for (int n = 2 + random.nextInt(11); n > 0; n--) {
                some.add(endpoints.get(random.nextInt(endpoints.size())));
            }
            Set<String> published = new TreeSet<>();
            some.forEach(endpoint -> rows.get(endpoint).forEach(row -> published.add(row.name())));
            Set<String> least = least(some, published);
            for (Endpoint endpoint : some) {
                calls++;
                admitted += rows.get(endpoint).stream().anyMatch(row -> covers(least, row)) ? 1 : 0;
                met += rows.get(endpoint).stream().anyMatch(row -> least.contains(row.name())) ? 1 : 0;
            }
            recommended += least.size();
            right += (int) least.stream().filter(published::contains).count();
        }
        assertThat(admitted).isEqualTo(calls);
        assertDocumented("GitHub rows, combinations of 2 to 12 calls", calls, admitted, met, right, recommended);
    }

    private static boolean covers(Set<String> least, Row row) {
        return LEVELS.stream()
                .skip(LEVELS.indexOf(row.level()))
                .anyMatch(level -> least.contains(row.permission() + ":" + level));
    }

    /**
     * Returns the recommended permissions. Omits metadata:read, which every app has, unless a published row requires
     * it.
     */
    private Set<String> least(List<Endpoint> endpoints, Set<String> published) {
        RightSizingRecommendation recommendation = rightSizing.recommend(new ObservedUsage(
                PermissionTableProvider.GITHUB,
                Optional.of("app-permission"),
                List.of(),
                endpoints.stream().map(this::logged).toList(),
                UsageCoverage.unknown()));
        Set<String> least = new TreeSet<>(recommendation.least());
        if (!published.contains(GitHubPublishedPermissions.METADATA)) {
            least.remove(GitHubPublishedPermissions.METADATA);
        }
        return least;
    }

    /**
     * Returns the call in a form that a log might contain: with real ids, and with or without a host, a query or a
     * trailing slash.
     */
    private ObservedCall logged(Endpoint endpoint) {
        String path = endpoint.path()
                .replace("{path}", "src/Main Class.java")
                .replace("{basehead}", "main...feature/x")
                .replaceAll("\\{[^}]*}", "a" + Integer.toHexString(random.nextInt(1 << 24)) + "b");
        String start =
                switch (random.nextInt(3)) {
                    case 0 -> "https://api.github.com";
                    case 1 -> "https://ghe.example/api/v3";
                    default -> "";
                };
        String end =
                switch (random.nextInt(3)) {
                    case 0 -> "?per_page=100&page=2";
                    case 1 -> "/";
                    default -> "";
                };
        return new ObservedCall(
                random.nextBoolean() ? endpoint.method() : endpoint.method().toLowerCase(Locale.ROOT),
                start + path + end);
    }

    private static void assertDocumented(String what, int calls, int admitted, int met, int right, int recommended)
            throws IOException {
        RightSizingDocument.assertContainsRow(
                what, calls, admitted / (double) calls, met / (double) calls, right / (double) recommended);
    }
}
