package io.grantkeeper.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The identities of one product")
class ProductGroupingTest {
    private final ProductGrouping agents = new ProductGrouping(AppCatalog.standard());

    private static IdentitySummary seen(
            String connection, String provider, String externalId, Optional<String> product, Severity severity) {
        return new IdentitySummary(
                new IdentityId(new ConnectionId(connection), IdentityKind.OAUTH_CLIENT, externalId),
                new ProviderId(provider),
                "app",
                externalId,
                IdentityStatus.ACTIVE,
                severity,
                product.isPresent() ? AiVerdict.YES : AiVerdict.UNKNOWN,
                product,
                List.of(),
                List.of("read things at " + connection),
                List.of(),
                Timestamp.at(DetectionSamples.MONDAY),
                Timestamp.unknown(),
                DetectionSamples.MONDAY,
                DetectionSamples.MONDAY,
                1);
    }

    @Test
    void groupsIdentitiesOfOneProductAndCombinesTheirReach() {
        IdentitySummary google = seen("google-acme", "google", "5401.apps", Optional.of("claude"), Severity.MEDIUM);
        IdentitySummary github = seen("github-acme", "github", "Iv1.claude", Optional.of("claude"), Severity.HIGH);
        // A provider that the code does not know.
        IdentitySummary later = seen("newsuite-acme", "newsuite", "A-77", Optional.of("claude"), Severity.LOW);
        assertThat(agents.groupByProduct(List.of(google, later, github)))
                .singleElement()
                .satisfies(agent -> {
                    assertThat(agent.id()).isEqualTo("claude");
                    assertThat(agent.name()).isEqualTo("Claude");
                    assertThat(agent.ai()).isEqualTo(AiVerdict.YES);
                    assertThat(agent.severity()).isEqualTo(Severity.HIGH);
                    assertThat(agent.aliases()).containsExactly(github, google, later);
                    assertThat(agent.reaches())
                            .containsOnlyKeys(
                                    new ProviderId("github"), new ProviderId("google"), new ProviderId("newsuite"));
                });
    }

    @Test
    void groupsIdentitiesByClientIdIfProductIsNotInCatalog() {
        IdentitySummary one = seen("google-acme", "google", "77.apps", Optional.empty(), Severity.LOW);
        IdentitySummary other = seen("google-daughter", "google", "77.apps", Optional.empty(), Severity.LOW);
        IdentitySummary likeNamed = seen("github-acme", "github", "77.apps", Optional.empty(), Severity.LOW);
        assertThat(agents.groupByProduct(List.of(one, other, likeNamed)))
                .extracting(agent -> agent.aliases().size())
                .containsExactlyInAnyOrder(2, 1);
    }
}
