package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ListingOrder;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.RemovalProof;
import io.grantkeeper.identity.work.Partition;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A listing of several pages")
class GitHubListingStreamTest {
    private final ScriptedGitHub github = new ScriptedGitHub();

    GitHubListingStreamTest() {
        github.credentials.put(GitHubCredentials.TOKEN, "token");
    }

    @Test
    void reportsGitHubRowCountWithRowIds() throws ConnectorException {
        github.answer(200, next(2), page(101, 1)).answer(200, Map.of(), page(100, 3));
        StreamPage first = read(PartitionCursor.start());
        assertThat(first.count().totals()).containsExactly(101L);
        assertThat(first.count().rowIds()).containsExactly("1");
        StreamPage second = read(PartitionCursor.at("2"));
        assertThat(second).isInstanceOf(StreamPage.Last.class);
        assertThat(second.count()
                        .addTo(first.count().addTo(ListingCompleteness.start(), true), false)
                        .isContradicted())
                .as("GitHub counted other numbers of rows on its two pages")
                .isTrue();
    }

    @Test
    void provesRemovalIfTotalOnEveryPageEqualsNumberOfRowsRead() throws ConnectorException {
        github.answer(200, next(2), page(2, 1)).answer(200, Map.of(), page(2, 3));
        ListingCompleteness walk = read(PartitionCursor.start()).count().addTo(ListingCompleteness.start(), true);
        walk = read(PartitionCursor.at("2")).count().addTo(walk, false);
        assertThat(ListingOrder.SHIFTING.proof(walk, false)).isEqualTo(RemovalProof.REMOVED);
    }

    @Test
    void resumesFromCursorOfEarlierRelease() throws ConnectorException {
        github.answer(200, Map.of(), page(99, 3));
        assertThat(read(PartitionCursor.at("2/100/3"))).isInstanceOf(StreamPage.Last.class);
        assertThat(github.asked)
                .singleElement()
                .satisfies(asked -> assertThat(asked.uri()).hasParameter("page", "2"));
    }

    @Test
    void rejectsPageThatLeadsBackToItself() {
        github.answer(200, next(2), page(100, 1));
        assertThatThrownBy(() -> read(PartitionCursor.at("2")))
                .hasMessageStartingWith("unexpected-response")
                .hasMessageContaining("page 2 is followed by page 2");
    }

    @Test
    void reportsUnreadableNextLinkInsteadOfEndingListing() {
        github.answer(
                200, Map.of("link", "<https://api.github.com/orgs/acme/installations>; rel=\"next\""), page(100, 1));
        assertThatThrownBy(() -> read(PartitionCursor.start())).hasMessageContaining("has no 'page' parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "x", "1/2", "1/x/0", "1/2/3/4", "https://api.github.com/?page=2"})
    void rejectsMalformedCursors(String cursor) {
        assertThatThrownBy(() -> read(PartitionCursor.at(cursor))).hasMessageStartingWith("unexpected-response");
        assertThat(github.asked).isEmpty();
    }

    private StreamPage read(PartitionCursor from) throws ConnectorException {
        return new GitHubConnector()
                .stream(GitHubInstallationsStream.ID).read(github, Partition.whole(GitHubInstallationsStream.ID), from);
    }

    private static Map<String, String> next(int page) {
        return Map.of(
                "link",
                "<https://api.github.com/orgs/acme/installations?per_page=100&page=%d>; rel=\"next\"".formatted(page));
    }

    private static String page(int total, int id) {
        return """
                {"total_count":%d,"installations":[{"id":%d,"app_id":%d,"app_slug":"x","permissions":{"contents":"read"}}]}""".formatted(total, id, id);
    }
}
