package io.grantkeeper.connectors.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.AccessObservation.UsageObserved;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.anthropic.AnthropicTenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo company's Anthropic organization")
class AnthropicStreamsTest {
    private final SimulatedAnthropicOrganization organization = new SimulatedAnthropicOrganization();

    @AfterEach
    void stop() {
        organization.close();
    }

    @Test
    void treatsArchivedKeyAsRemovedAndInactiveKeyAsSuspended() throws ConnectorException {
        assertThat(organization.read(AnthropicKeysStream.ID))
                .extracting(item -> item.key().toString())
                .noneMatch(row -> row.contains(key("old pipeline").id()));
        assertThat(identity("notebooks").standing()).isEqualTo(ProviderStatus.SUSPENDED);
    }

    @Test
    void recordsWorkspaceNameOfKey() throws ConnectorException {
        assertThat(identity("code review agent").attributes()).containsEntry(AnthropicIds.WORKSPACE_NAME, "agents");
        assertThat(identity("first steps").attributes())
                .containsEntry(AnthropicIds.WORKSPACE, AnthropicWorkspaces.DEFAULT);
        assertThat(identity("code review agent").ownerClues()).hasSize(1);
    }

    @Test
    void readsKeyInBetaFormat() throws ConnectorException {
        String row = """
                {"id":"apikey_1","name":"all","status":"active","created_at":"2026-01-01T00:00:00Z","expires_at":null,
                 "partial_key_hint":"sk-ant-api03-R2D...igAA","created_by":{"id":"user_1","type":"user"},
                 "principal":{"type":"service_account_actor","service_account_id":"svac_1"},
                 "scope":{"type":"organization"},"type":"api_key"}""";
        List<AccessObservation> read = AnthropicKeyMapper.read(
                new AnthropicIds(new ConnectionId("anthropic-acme")),
                AnthropicWorkspaces.NONE,
                JsonNodeReader.of("a key", row.getBytes(StandardCharsets.UTF_8)));
        assertThat(read.getFirst()).isInstanceOfSatisfying(GrantObserved.class, observed -> {
            assertThat(observed.grant().reach()).isEqualTo(ResourceReach.ALL);
            assertThat(observed.holder().attributes())
                    .containsEntry("service-account", "svac_1")
                    .doesNotContainKey(AnthropicIds.WORKSPACE);
        });
    }

    @Test
    void ignoresWorkbenchUsage() throws ConnectorException {
        Instant now = organization.simulator.clock().instant();
        organization.tenant().use(new AnthropicTenant.Use(Optional.of("apikey_probe"), now.minusSeconds(7_200), 3));
        organization.tenant().use(new AnthropicTenant.Use(Optional.empty(), now.minusSeconds(7_200), 3));
        assertThat(organization.pages(AnthropicUsageStream.ID, Partition.whole(AnthropicUsageStream.ID)))
                .flatExtracting(StreamPage::items)
                .extracting(item -> ((UsageObserved) item).usage().identity().externalId())
                .contains("apikey_probe")
                .allMatch(id -> id.startsWith("apikey_"));
    }

    @Test
    void reportsAdminKeysFromActivities() throws ConnectorException {
        Instant now = organization.simulator.clock().instant();
        String actor = organization.tenant().members().all().getFirst().id();
        organization
                .tenant()
                .activities()
                .put(new AnthropicTenant.Activity(
                        "activity_1",
                        "admin_api_key_created",
                        now,
                        now,
                        actor,
                        Map.of("admin_api_key_id", "apikey_admin", "scopes", List.of("org:admin"))));
        organization
                .tenant()
                .activities()
                .put(new AnthropicTenant.Activity(
                        "activity_2", "platform_api_key_updated", now, now, actor, Map.of("api_key_id", "apikey_2")));
        organization.simulator.clock().advance(Duration.ofMinutes(2));
        StreamPage page = organization
                .pages(AnthropicActivitiesStream.ID, Partition.whole(AnthropicActivitiesStream.ID))
                .getFirst();
        assertThat(page.items())
                .extracting(item -> ((EventObserved) item).event().about().toString())
                .anyMatch(about -> about.contains("apikey_admin"))
                .anyMatch(about -> about.contains("apikey_2"));
        assertThat(page.rereads()).extracting(Partition::stream).containsExactly(AnthropicKeysStream.ID);
    }

    @Test
    void disablesKeyIdempotently() throws ConnectorException {
        RevocationTarget target = organization.target(AnthropicKeysStream.ID, AnthropicKeyMapper.FORM);
        var revoker = organization.connector.revoker().orElseThrow();
        assertThat(revoker.plan(organization.session(), target))
                .isInstanceOfSatisfying(RevocationPlan.Automatic.class, possible -> {
                    assertThat(possible.reversible()).isTrue();
                    assertThat(possible.calls()).singleElement().asString().contains("\"inactive\"");
                });
        revoker.revoke(organization.session(), target);
        revoker.revoke(organization.session(), target);
        assertThat(organization
                        .tenant()
                        .keys()
                        .find(target.holder().id().externalId())
                        .orElseThrow()
                        .status())
                .isEqualTo("inactive");
    }

    @Test
    void describesManualStepsForAdminKey() throws ConnectorException {
        AnthropicIds ids = new AnthropicIds(new ConnectionId("anthropic-acme"));
        NonHumanIdentity identity = ids.identity(ids.key("apikey_admin"), "admin-key", "admin key");
        RevocationTarget target =
                new RevocationTarget.CredentialTarget(identity, Credential.of("key", CredentialType.TOKEN, ""));
        assertThat(organization.connector.revoker().orElseThrow().plan(organization.session(), target))
                .isInstanceOf(RevocationPlan.Manual.class);
    }

    private AnthropicTenant.ApiKey key(String name) {
        return organization.tenant().keys().all().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private NonHumanIdentity identity(String name) throws ConnectorException {
        return organization.read(AnthropicKeysStream.ID).stream()
                .filter(GrantObserved.class::isInstance)
                .map(item -> ((GrantObserved) item).holder())
                .filter(identity -> identity.displayName().text().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
