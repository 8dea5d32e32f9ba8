package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.property.testkit.InputMutations;
import java.util.Collection;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that each reader of GitHub rows reads a damaged row or reports it. */
class GitHubRowMutationTest {
    @FunctionalInterface
    interface Reader {
        Collection<?> read(GitHubIds ids, JsonNodeReader row) throws ConnectorException;
    }

    private static final Map<String, Reader> READERS = Map.of(
            """
            {"id":1,"app_id":2,"client_id":"Iv1.a","app_slug":"x","permissions":{"contents":"read"},"repository_selection":"all",
             "created_at":"2026-11-20T10:00:00Z","suspended_at":null,"suspended_by":{"login":"kim"}}""",
            GitHubInstallationsStream::read,
            """
            {"id":1,"owner":{"login":"dana"},"permissions":{"organization":{"members":"read"},"repository":{}},"token_id":88,
             "repository_selection":"subset","access_granted_at":"2026-11-20T10:00:00Z","token_expired":false,"token_expires_at":null}""",
            GitHubFineGrainedTokensStream::read,
            """
            {"id":1,"owner":{"login":"dana"},"permissions":{"repository":{"contents":"write"}},"token_id":88,"token_name":"ci"}""",
            GitHubTokenRequestsStream::read,
            """
            {"login":"dana","credential_id":9,"credential_type":"SSH key","fingerprint":"ab:cd","credential_accessed_at":null,
             "credential_authorized_at":"2026-11-20T10:00:00Z","scopes":["repo"]}""",
            GitHubCredentialAuthorizationsStream::read,
            """
            {"id":1,"active":true,"events":["push"],"config":{"url":"https://ci.example/x?y=z","insecure_ssl":"0"},"created_at":"2026-11-20T10:00:00Z"}""",
            GitHubOrganizationWebhooksStream::read,
            """
            {"id":1,"key":"ssh-rsa AAAA","title":"ci","read_only":true,"added_by":"dana","last_used":null,"created_at":"2026-11-20T10:00:00Z"}""",
            (ids, row) -> GitHubDeployKeyMapper.read(ids, row, new GitHubDeployKeyMapper.Repository(1, "acme/app")),
            """
            {"assignee":{"login":"dana"},"created_at":"2021-08-03T18:00:00-06:00","pending_cancellation_date":"2026-12-01"}""",
            GitHubCopilotSeatsStream::read,
            """
            {"login":"dana","id":1,"type":"User"}""",
            (naming, row) -> GitHubMembersStream.person(naming, row, EmploymentStatus.ACTIVE).stream()
                    .toList(),
            """
            {"samlIdentity":{"nameId":"a@b.example","emails":[{"value":"a@b.example","primary":true}]},"user":{"login":"dana"}}""",
            (naming, row) -> GitHubSamlIdentity.read(naming, row).stream().toList(),
            """
            {"@timestamp":1795478400000,"action":"integration_installation.create","actor":"dana","application_client_id":"Iv1.a",
             "_document_id":"x","repo":"acme/app","repo_id":7,"user":"kim"}""",
            (naming, row) -> new GitHubAuditRowReader(
                            naming, new GitHubInstalledAppLookup(new GitHubClient(new ScriptedGitHub()), naming))
                    .read(row).stream().toList());

    /** A damaged copy of a row, and the reader that must handle it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Damaged(byte[] row, Reader reader) {}

    @Provide
    Arbitrary<Damaged> damaged() {
        return Arbitraries.oneOf(READERS.entrySet().stream()
                .map(each -> InputMutations.of(each.getKey()).map(row -> new Damaged(row, each.getValue())))
                .toList());
    }

    @Property(seed = "1", tries = 12_000)
    void readsMutatedRowOrReportsUnexpectedResponse(@ForAll("damaged") Damaged damaged) {
        GitHubIds ids = new GitHubIds(GitHubTenantDouble.CONNECTION);
        try {
            assertThat(damaged.reader().read(ids, JsonNodeReader.of("a row", damaged.row())))
                    .isNotNull();
        } catch (ConnectorException e) {
            assertThat(e.problem()).isInstanceOf(UnexpectedResponse.class);
        }
    }
}
