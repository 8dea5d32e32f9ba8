package io.grantkeeper.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.local.report.Inventory;
import io.grantkeeper.local.suite.Suite;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.SlackApp;
import io.grantkeeper.simulator.company.SlackTenant;
import io.grantkeeper.simulator.company.SlackTenant.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From Slack's event to a registered identity with an owner and a finding, in one pass and without a sweep. */
@DisplayName("An agent that is installed in Slack")
class SlackInceptionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final SlackApp AGENT = new SlackApp(
            "A09DUSTAPP0",
            "Dust",
            "https://dust.tt",
            false,
            List.of("assistant:write", "channels:history", "files:read"),
            List.of("search:read"));

    @Test
    @DisplayName("is registered from its event, with whoever installed it as owner, and a finding")
    void isRegisteredFromItsEvent() {
        try (DemoCompany demo = DemoCompany.start();
                Suite suite = Suite.start(demo.options(Optional.empty(), 0))) {
            DemoTenant slack = demo.tenants().stream()
                    .filter(SlackDemoTenant.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            suite.plan(slack.connection());
            assertThat(suite.runUntilQuiet(_ -> {}, PATIENCE)).isTrue();
            Company company = demo.simulator().company();
            Workspace workspace = company.slack().workspaces().all().getFirst();
            Person installer =
                    company.people().find("yuki.tanaka@" + company.domain()).orElseThrow();

            company.onSlack()
                    .install(workspace, AGENT, installer, company.clock().instant());
            int heard = slack.deliverWebhooks(suite.address()
                    .orElseThrow()
                    .resolve("/webhooks/%s/%s"
                            .formatted(DemoCompany.TENANT, slack.connection().id())));
            assertThat(suite.runUntilQuiet(_ -> {}, PATIENCE)).isTrue();

            assertThat(heard).isPositive();
            IdentityId agent = new IdentityId(slack.connection().id(), IdentityKind.OAUTH_CLIENT, AGENT.id());
            IdentitySummary summary = suite.stores()
                    .access()
                    .outline(DemoCompany.TENANT, agent)
                    .orElseThrow()
                    .summary()
                    .orElseThrow();
            assertThat(summary.owner()).contains(new PersonId(slack.connection().id(), SlackTenant.userId(installer)));
            assertThat(new Inventory(
                                    DemoCompany.TENANT,
                                    suite.stores().access(),
                                    suite.stores().findings())
                            .findings())
                    .filteredOn(finding -> finding.identity().equals(agent))
                    .extracting(Finding::type)
                    .contains(FindingType.SHADOW_AI);
            assertThat(suite.deadLetters()).isEmpty();
        }
    }
}
