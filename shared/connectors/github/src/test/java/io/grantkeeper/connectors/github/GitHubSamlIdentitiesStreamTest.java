package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work addresses from single sign-on")
class GitHubSamlIdentitiesStreamTest {
    private final ScriptedGitHub github = new ScriptedGitHub();

    @Test
    void linksEmailAddressToAccountByLogin() throws ConnectorException {
        github.answer(page(true, """
                        {"samlIdentity":{"nameId":"x","username":"DANA@acme.example","emails":[]},"user":{"login":"Dana"}},
                        {"samlIdentity":{"nameId":"y","emails":[{"value":"a@acme.example"},{"value":"Kim@acme.example","primary":true}]},"user":{"login":"kim"}},
                        {"samlIdentity":null,"scimIdentity":{"username":"lou@acme.example"},"user":{"login":"lou"}},
                        {"samlIdentity":{"nameId":"z@acme.example"},"user":null},
                        {"samlIdentity":{"nameId":"no address"},"user":{"login":"max"}}""")).answer(page(false, ""));
        StreamPage first = read(PartitionCursor.start());
        assertThat(first.items())
                .map(item -> ((AccessObservation.PersonObserved) item).person().email())
                .containsExactly(
                        KnownOrUnknown.known("dana@acme.example"),
                        KnownOrUnknown.known("kim@acme.example"),
                        KnownOrUnknown.known("lou@acme.example"));
        assertThat(first.items().getFirst()).isInstanceOfSatisfying(AccessObservation.PersonObserved.class, dana -> {
            assertThat(dana.person().id().externalId()).isEqualTo("saml/dana");
            assertThat(dana.person().aliases()).extracting(Object::toString).contains("github-login:dana");
        });
        assertThat(read(((StreamPage.More) first).next())).isEqualTo(StreamPage.last(List.of()));
        assertThat(github.asked.get(1).body().orElseThrow().content()).contains("\"after\":\"next\"");
    }

    @Test
    void reportsStreamAsNotOfferedWithoutSingleSignOn() {
        github.answer("{\"data\":{\"organization\":{\"samlIdentityProvider\":null}}}");
        assertThatThrownBy(() -> read(PartitionCursor.start())).hasMessageStartingWith("not-offered");
    }

    @Test
    void reportsResponseInOtherFormatAsUnexpected() {
        github.answer("{\"data\":null}");
        assertThatThrownBy(() -> read(PartitionCursor.start()))
                .hasMessageStartingWith("unexpected-response")
                .hasMessageContaining("$.data");
    }

    private StreamPage read(PartitionCursor from) throws ConnectorException {
        return new GitHubConnector()
                .stream(GitHubSamlIdentitiesStream.ID)
                        .read(github, Partition.whole(GitHubSamlIdentitiesStream.ID), from);
    }

    private static String page(boolean more, String nodes) {
        return """
                {"data":{"organization":{"samlIdentityProvider":{"externalIdentities":{
                 "pageInfo":{"hasNextPage":%s,"endCursor":"next"},"nodes":[%s]}}}}}""".formatted(more, nodes);
    }
}
