package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.GitHubInstallation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The audit log")
class GitHubAuditLogStreamTest {
    @Test
    void readsInstallerIfRowIdentifiesAppOnlyBySlug() throws ConnectorException {
        try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
            GitHubInstallation installed = tenant.simulator.company().gitHub().installations().all().stream()
                    .filter(app -> app.installer().equals("tbrandt"))
                    .findFirst()
                    .orElse(tenant.simulator
                            .company()
                            .gitHub()
                            .installations()
                            .all()
                            .getFirst());
            tenant.simulator
                    .company()
                    .onGitHub()
                    .widenToAllRepositories(installed, installed.installer(), tenant.now());
            tenant.simulator.clock().advance(Duration.ofHours(6));
            List<StreamPage> pages = tenant.pages(GitHubAuditLogStream.ID);
            AccessEvent widened = events(pages).stream()
                    .filter(event ->
                            event.details().get("action").equals("integration_installation.repositories_added"))
                    .findFirst()
                    .orElseThrow();
            assertThat(widened.type()).isEqualTo(AccessEventType.GRANT_CHANGED);
            assertThat(widened.about().toOptional().orElseThrow().externalId()).isEqualTo(installed.clientId());
            assertThat(widened.actor().toOptional().orElseThrow().externalId()).isEqualTo(installed.installer());
            assertThat(pages.stream().flatMap(page -> page.rereads().stream()))
                    .contains(Partition.whole(GitHubInstallationsStream.ID));
        }
    }

    @Test
    void readsRepeatedRowAsSameEvent() throws ConnectorException {
        try (GitHubTenantDouble tenant = GitHubTenantDouble.start()) {
            assertThat(events(tenant.pages(GitHubAuditLogStream.ID)))
                    .isEqualTo(events(tenant.pages(GitHubAuditLogStream.ID)));
        }
    }

    @Test
    void requestsTimeWindowAndIgnoresRowsOutsideIt() throws ConnectorException {
        ScriptedGitHub github = new ScriptedGitHub()
                .answer(
                        200,
                        Map.of("link", "<https://elsewhere.example/x?after=MS42%7C&per_page=100>; rel=\"next\""),
                        """
                        [{"@timestamp":1795478400000,"action":"org.add_member","actor":"dana","user":"kim","_document_id":"a"},
                         {"@timestamp":1795521600000,"action":"org.add_member","actor":"dana","user":"lou","_document_id":"b"},
                         {"@timestamp":1795478400000,"action":"pull_request.create","actor":"dana","_document_id":"c"}]
                        """);
        Instant until = Instant.parse("2026-11-24T12:00:00Z");
        Partition partition = new LogWindow(Optional.of(Instant.parse("2026-11-23T06:00:00Z")), until)
                .addTo(Partition.of(GitHubAuditLogStream.ID, "org", Map.of("category", "org")));
        StreamPage page =
                new GitHubConnector().stream(GitHubAuditLogStream.ID).read(github, partition, PartitionCursor.start());
        assertThat(github.asked.getFirst().uri().getQuery())
                .contains("phrase=action:org created:2026-11-23T06:00:00Z..2026-11-24T12:00:00Z")
                .contains("order=asc");
        assertThat(page.items()).hasSize(1);
        assertThat(page)
                .isInstanceOfSatisfying(
                        StreamPage.More.class, more -> assertThat(more.next()).isEqualTo(PartitionCursor.at("MS42|")));
    }

    private static GitHubAuditRowReader rows() throws ConnectorException {
        GitHubIds ids = new GitHubIds(GitHubTenantDouble.CONNECTION);
        return new GitHubAuditRowReader(ids, new GitHubInstalledAppLookup(new GitHubClient(new ScriptedGitHub()), ids));
    }

    @Test
    void doesNotTreatBotAsPersonAndKeepsUnknownActions() throws ConnectorException {
        GitHubAuditRowReader rows = rows();
        GitHubAuditRow row = rows.read(TestJson.of("""
                        {"created_at":1795478400000,"action":"integration_installation.teleported","actor":"renovate[bot]",
                         "application_client_id":"Iv1.abc","integration":"Renovate","actor_is_bot":true,
                         "programmatic_access_type":"A new kind"}""")).orElseThrow();
        assertThat(row.event().actor().isKnown()).isFalse();
        assertThat(row.event().type()).isEqualTo(AccessEventType.GRANT_CHANGED);
        assertThat(row.event().about().toOptional().orElseThrow().externalId()).isEqualTo("Iv1.abc");
        assertThat(row.event().details())
                .containsEntry("actor", "renovate[bot]")
                .containsEntry("app", "Renovate")
                .containsEntry("made-with", "A new kind");
        assertThat(row.rereads()).containsExactly(Partition.whole(GitHubInstallationsStream.ID));
    }

    @Test
    void rereadsDeployKeysIfRowNamesRepositoryAndIgnoresPersonalKeys() throws ConnectorException {
        GitHubAuditRowReader rows = rows();
        GitHubAuditRow row = rows.read(TestJson.of("""
                        {"created_at":1795478400000,"action":"public_key.create","actor":"dana","repo":"acme/app","repo_id":33}""")).orElseThrow();
        assertThat(row.rereads())
                .containsExactly(GitHubRepositoryPartitions.singleRepository(GitHubDeployKeysStream.ID, 33, "app"));
        assertThat(rows.read(TestJson.of("""
                        {"created_at":1795478400000,"action":"public_key.create","actor":"dana"}"""))).isEmpty();
    }

    private static List<AccessEvent> events(List<StreamPage> pages) {
        return pages.stream()
                .flatMap(page -> page.items().stream())
                .map(item -> ((AccessObservation.EventObserved) item).event())
                .toList();
    }
}
