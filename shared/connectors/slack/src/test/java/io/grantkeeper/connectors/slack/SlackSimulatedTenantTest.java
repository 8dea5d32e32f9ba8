package io.grantkeeper.connectors.slack;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.AccessObservation.IdentityObserved;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.AccessObservation.UsageObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.slack.SlackOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SlackSimulatedTenantTest {
    private static final String MAIN = "T01LARKHQ00";
    private static final String CLAUDE = "A03CLAUDE00";

    @Nested
    class AnOrganization {
        @Test
        void listsApprovedAppsForOrganizationAndEachWorkspace() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                List<GrantObserved> apps = tenant.read(SlackAppListings.APPROVED, GrantObserved.class);

                assertThat(apps)
                        .extracting(each -> each.holder().displayName().text())
                        .contains("Zoom", "Jira Cloud", "Claude");
                assertThat(apps)
                        .filteredOn(each -> each.holder().id().externalId().equals(CLAUDE))
                        .singleElement()
                        .satisfies(each -> {
                            assertThat(each.grant().key()).isEqualTo("approved/" + MAIN);
                            assertThat(each.grant().scopes()).contains("assistant:write", "search:read");
                            assertThat(each.grant().standing()).isEqualTo(ProviderStatus.UNKNOWN);
                            assertThat(each.holder().domains()).containsExactly("claude.ai");
                            assertThat(each.holder().attributes()).containsEntry("agent-view", "true");
                        });
            }
        }

        @Test
        void derivesInstalledAppsAndInstallersFromLog() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                List<GrantObserved> installed = tenant.read(SlackInstalledAppsStream.ID, GrantObserved.class);

                assertThat(installed)
                        .extracting(each -> each.holder().displayName().text() + " in "
                                + each.grant().key())
                        .contains("Claude in installed/" + MAIN, "Jira Cloud in installed/T02LARKENG0")
                        .doesNotContain("Otter.ai in installed/" + MAIN);
                assertThat(installed)
                        .filteredOn(each -> each.holder().displayName().text().equals("Claude"))
                        .allSatisfy(
                                each -> assertThat(each.grant().grantedBy()).isEqualTo(person(tenant, "miriam.katz")));
                assertThat(installed)
                        .filteredOn(each -> each.holder().displayName().text().equals("Pingdom"))
                        .singleElement()
                        .satisfies(each -> {
                            assertThat(each.holder().form()).isEqualTo(SlackIntegrationRow.SERVICE_FORM);
                            assertThat(each.grant().standing()).isEqualTo(ProviderStatus.SUSPENDED);
                        });
            }
        }

        @Test
        void addsNewlyGrantedScopesToInstalledApp() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                tenant.company().stepDay();

                assertThat(tenant.read(SlackInstalledAppsStream.ID, GrantObserved.class))
                        .filteredOn(each -> each.grant().key().equals("installed/" + MAIN))
                        .filteredOn(each -> each.holder().displayName().text().equals("Jira Cloud"))
                        .singleElement()
                        .satisfies(
                                each -> assertThat(each.grant().scopes()).contains("channels:history", "links:read"));
            }
        }

        @Test
        void readsRequesterOfRequestedApp() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                assertThat(tenant.read(SlackAppListings.REQUESTS, GrantObserved.class))
                        .isNotEmpty()
                        .allSatisfy(each -> {
                            assertThat(each.grant().standing()).isEqualTo(ProviderStatus.REQUESTED);
                            assertThat(each.holder().ownerClues())
                                    .extracting(clue ->
                                            clue.role() + " " + clue.person().externalId())
                                    .containsExactly(OwnerRole.REQUESTER + " "
                                            + SlackTestTenant.userId(tenant.person("sara.lindholm")));
                        });
            }
        }

        @Test
        void readsPeopleFromOrganizationAndBotsFromWorkspaces() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                assertThat(tenant.read(SlackUsersStream.ID, PersonObserved.class))
                        .hasSizeGreaterThan(50)
                        .anySatisfy(each -> assertThat(each.person().email())
                                .isEqualTo(KnownOrUnknown.known("dana.cole@larkfield.example")))
                        .anySatisfy(
                                each -> assertThat(each.person().employment()).isEqualTo(EmploymentStatus.LEFT))
                        .filteredOn(each -> each.person().employment() == EmploymentStatus.ACTIVE)
                        .anySatisfy(each -> assertThat(each.person().aliases())
                                .contains(new Alias("slack-role", "delegated-admin")))
                        .anySatisfy(each ->
                                assertThat(each.person().aliases()).contains(new Alias("slack-role", "member")));
                assertThat(tenant.read(SlackBotsStream.ID, PersonObserved.class))
                        .isEmpty();
                assertThat(tenant.read(SlackBotsStream.ID, IdentityObserved.class))
                        .extracting(each -> each.identity().id().externalId())
                        .contains(MAIN + "/U0LEGACYBOT");
            }
        }

        @Test
        void looksUpAppOfLegacyBot() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                assertThat(tenant.read(SlackBotsStream.ID, IdentityObserved.class))
                        .filteredOn(each -> each.identity().id().externalId().endsWith("U0LEGACYBOT"))
                        .singleElement()
                        .satisfies(each -> assertThat(each.identity().aliases())
                                .contains(new SlackIds(SlackTestTenant.CONNECTION).appAlias("A06DEPLOYB0")));
            }
        }

        @Test
        void rereadsSinglePerson() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                String user = SlackTestTenant.userId(tenant.person("dana.cole"));
                StreamPage page = SlackTestTenant.pages(
                                tenant.session(),
                                tenant.stream(SlackUsersStream.ID),
                                SlackUsersStream.singlePerson(user))
                        .getLast();

                assertThat(page.items())
                        .singleElement()
                        .satisfies(each -> assertThat(
                                        tenant.stream(SlackUsersStream.ID).segmentOf(each))
                                .isEqualTo(user));
                assertThat(SlackTestTenant.pages(
                                        tenant.session(),
                                        tenant.stream(SlackUsersStream.ID),
                                        SlackUsersStream.singlePerson("UGONE"))
                                .getLast()
                                .items())
                        .isEmpty();
            }
        }

        @Test
        void readsInstallsAndMcpToolUsageFromAuditLog() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                assertThat(tenant.read(SlackAuditLogStream.ID, EventObserved.class))
                        .anySatisfy(each -> {
                            assertThat(each.event().type()).isEqualTo(AccessEventType.GRANT_GIVEN);
                            assertThat(each.event().about().toOptional())
                                    .hasValueSatisfying(
                                            app -> assertThat(app.externalId()).isEqualTo(CLAUDE));
                            assertThat(each.event().actor()).isEqualTo(person(tenant, "miriam.katz"));
                        });
                assertThat(tenant.read(SlackAuditLogStream.ID, UsageObserved.class))
                        .anySatisfy(each -> assertThat(each.usage().calls())
                                .containsExactly("mcp_slack_search_public_tool_called"));
            }
        }

        @Test
        void rereadsWorkspaceAfterRecentInstall() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                tenant.company().stepDay();
                Partition apps = new LogWindow(
                                Optional.of(tenant.company().clock().instant().minus(Duration.ofDays(2))),
                                tenant.company().clock().instant().minus(Duration.ofHours(21)))
                        .addTo(Partition.of(SlackAuditLogStream.ID, "apps", java.util.Map.of()));

                assertThat(SlackTestTenant.pages(tenant.session(), tenant.stream(SlackAuditLogStream.ID), apps).stream()
                                .flatMap(page -> page.rereads().stream()))
                        .extracting(each -> each.stream() + "/" + each.id())
                        .contains("installed-apps/" + MAIN, "approved-apps/" + MAIN);
            }
        }

        @Test
        void countsPlatformActivityAsUsage() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                assertThat(tenant.read(SlackAppActivitiesStream.ID, UsageObserved.class))
                        .anySatisfy(each -> assertThat(each.usage().calls()).contains("mcp:search_public"))
                        .anySatisfy(each -> assertThat(each.usage().calls()).contains("workflow_execution_result"));
            }
        }

        @Test
        void readsEditorsOfWorkflows() throws ConnectorException {
            try (SlackTestTenant tenant = new SlackTestTenant()) {
                assertThat(tenant.read(SlackWorkflowsStream.ID, IdentityObserved.class))
                        .extracting(each -> each.identity().displayName().text() + " "
                                + each.identity().standing())
                        .containsExactlyInAnyOrder("Onboarding checklist ACTIVE", "Weekly digest SUSPENDED");
            }
        }
    }

    @Nested
    class Degradation {
        @Test
        void reportsStreamsThatSingleWorkspaceDoesNotOfferAndReadsOthers() throws ConnectorException {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withPlan(SlackOptions.Plan.PRO))) {
                for (StreamId stream : List.of(
                        SlackAppListings.APPROVED,
                        SlackAppListings.RESTRICTED,
                        SlackAppListings.REQUESTS,
                        SlackWorkflowsStream.ID,
                        SlackAppActivitiesStream.ID,
                        SlackAuditLogStream.ID)) {
                    assertThat(problemOf(tenant, stream).problem()).isInstanceOf(NotOffered.class);
                }
                assertThat(tenant.read(SlackUsersStream.ID, PersonObserved.class))
                        .isEmpty();
                assertThat(tenant.read(SlackBotsStream.ID, PersonObserved.class))
                        .hasSizeGreaterThan(50);
                assertThat(tenant.read(SlackInstalledAppsStream.ID, GrantObserved.class))
                        .isNotEmpty();
                assertThat(tenant.read(SlackIntegrationLogStream.ID, EventObserved.class))
                        .isNotEmpty();
            }
        }

        @Test
        void readsMembersButNotInstalledAppsOfFreeWorkspace() throws ConnectorException {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withPlan(SlackOptions.Plan.FREE))) {
                assertThat(problemOf(tenant, SlackInstalledAppsStream.ID).problem())
                        .isInstanceOf(NotOffered.class);
                assertThat(tenant.read(SlackBotsStream.ID, IdentityObserved.class))
                        .isNotEmpty();
            }
        }

        @Test
        void reportsMissingScopeByName() {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withScopes(Set.of("users:read")))) {
                assertThat(problemOf(tenant, SlackAppListings.APPROVED).problem())
                        .isInstanceOfSatisfying(
                                InsufficientScope.class,
                                missing -> assertThat(missing.missing()).containsExactly("admin.apps:read"));
            }
        }

        @Test
        void treatsEmailAddressAsUnknownIfScopeIsMissing() throws ConnectorException {
            SlackOptions options =
                    SlackOptions.defaults().withPlan(SlackOptions.Plan.PRO).withScopes(Set.of("users:read"));
            try (SlackTestTenant tenant = new SlackTestTenant(options)) {
                assertThat(tenant.read(SlackBotsStream.ID, PersonObserved.class))
                        .isNotEmpty()
                        .allSatisfy(each ->
                                assertThat(each.person().email().isKnown()).isFalse());
            }
        }

        @Test
        void reportsInaccessibleWorkspaceAsInsufficientScope() {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withClosedWorkspaces(Set.of(MAIN)))) {
                assertThat(problemOf(tenant, SlackIntegrationLogStream.ID).problem())
                        .isInstanceOfSatisfying(
                                InsufficientScope.class,
                                problem -> assertThat(problem.message()).contains(MAIN));
                tenant.secrets.put(SlackCredentials.USER, Secret.of("xoxp-wrong"));
                assertThat(problemOf(tenant, SlackIntegrationLogStream.ID).problem())
                        .isInstanceOf(InvalidToken.class);
            }
        }

        @Test
        void reportsExhaustedTierAsRateLimited() throws ConnectorException {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withPagesOf(2))) {
                ConnectorException refused = problemOf(tenant, SlackBotsStream.ID);

                assertThat(refused.problem()).isInstanceOfSatisfying(RateLimited.class, problem -> {
                    assertThat(problem.limit()).isEqualTo("users.list");
                    assertThat(problem.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
                });
            }
        }

        private static ConnectorException problemOf(SlackTestTenant tenant, StreamId stream) {
            return catchThrowableOfType(
                    ConnectorException.class,
                    () -> tenant.read(stream, io.grantkeeper.identity.AccessObservation.class));
        }
    }

    @Nested
    class Revoking {
        @Test
        void uninstallsAndRestrictsApprovedAppIdempotently() throws ConnectorException {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withoutLimits())) {
                RevocationTarget target = target(tenant, SlackAppListings.APPROVED, "Claude");
                Revoker revoker = tenant.connector.revoker().orElseThrow();

                assertThat(revoker.plan(tenant.session(), target))
                        .isInstanceOfSatisfying(
                                RevocationPlan.Automatic.class,
                                plan -> assertThat(plan.calls())
                                        .containsExactly(
                                                "POST admin.apps.uninstall app_id=%s team_ids=%s"
                                                        .formatted(CLAUDE, MAIN),
                                                "POST admin.apps.restrict app_id=%s team_id=%s"
                                                        .formatted(CLAUDE, MAIN)));
                revoker.revoke(tenant.session(), target);
                revoker.revoke(tenant.session(), target);

                assertThat(tenant.company().slack().restricted().find(MAIN + "/" + CLAUDE))
                        .isPresent();
                assertThat(tenant.read(SlackInstalledAppsStream.ID, GrantObserved.class))
                        .noneMatch(each -> each.holder().displayName().text().equals("Claude"));
            }
        }

        @Test
        void blocksAppInOrganizationIdempotently() throws ConnectorException {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withoutLimits())) {
                Revoker revoker = tenant.connector.revoker().orElseThrow();
                NonHumanIdentity claude =
                        target(tenant, SlackInstalledAppsStream.ID, "Claude").holder();
                List<Grant> grants = grants(tenant, "Claude");

                assertThat(revoker.canBlock(claude, grants)).isTrue();
                assertThat(revoker.planBlock(tenant.session(), claude, grants))
                        .isInstanceOfSatisfying(RevocationPlan.Automatic.class, plan -> {
                            assertThat(plan.reversible()).isFalse();
                            assertThat(plan.calls())
                                    .hasSize(3)
                                    .last(as(InstanceOfAssertFactories.STRING))
                                    .startsWith("POST admin.apps.restrict app_id=%s enterprise_id=".formatted(CLAUDE));
                        });
                revoker.block(tenant.session(), claude, grants);
                revoker.block(tenant.session(), claude, grants);

                assertThat(grants(tenant, "Claude"))
                        .as("restricted in its workspace and in the organization, and nothing else")
                        .hasSize(2)
                        .allSatisfy(grant -> assertThat(grant.standing()).isEqualTo(ProviderStatus.SUSPENDED));
                assertThat(revoker.canBlock(claude, grants(tenant, "Claude"))).isFalse();
            }
        }

        @Test
        void doesNotOfferBlockingInSingleWorkspace() throws ConnectorException {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withPlan(SlackOptions.Plan.PRO))) {
                NonHumanIdentity claude =
                        target(tenant, SlackInstalledAppsStream.ID, "Claude").holder();
                Revoker revoker = tenant.connector.revoker().orElseThrow();
                assertThat(revoker.canBlock(claude, List.of())).isFalse();
                assertThat(revoker.planBlock(tenant.session(), claude, List.of()))
                        .isInstanceOf(RevocationPlan.Manual.class);
            }
        }

        private static List<Grant> grants(SlackTestTenant tenant, String name) throws ConnectorException {
            List<Grant> grants = new ArrayList<>();
            for (StreamId stream :
                    List.of(SlackAppListings.APPROVED, SlackAppListings.RESTRICTED, SlackInstalledAppsStream.ID)) {
                tenant.read(stream, GrantObserved.class).stream()
                        .filter(each -> each.holder().displayName().text().equals(name))
                        .forEach(each -> grants.add(each.grant()));
            }
            return grants;
        }

        @Test
        void deniesAppRequestIdempotently() throws ConnectorException {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withoutLimits())) {
                RevocationTarget target = target(tenant, SlackAppListings.REQUESTS, "Otter.ai");
                Revoker revoker = tenant.connector.revoker().orElseThrow();

                revoker.revoke(tenant.session(), target);
                revoker.revoke(tenant.session(), target);

                assertThat(tenant.read(SlackAppListings.REQUESTS, GrantObserved.class))
                        .isEmpty();
            }
        }

        @Test
        void describesManualRevocationStepsForSingleWorkspace() throws ConnectorException {
            try (SlackTestTenant tenant =
                    new SlackTestTenant(SlackOptions.defaults().withPlan(SlackOptions.Plan.PRO))) {
                RevocationTarget target = target(tenant, SlackInstalledAppsStream.ID, "Claude");
                Revoker revoker = tenant.connector.revoker().orElseThrow();

                assertThat(revoker.plan(tenant.session(), target)).isInstanceOf(RevocationPlan.Manual.class);
                assertThat(catchThrowableOfType(
                                        ConnectorException.class, () -> revoker.revoke(tenant.session(), target))
                                .problem())
                        .isInstanceOf(NotOffered.class);
            }
        }

        private static RevocationTarget target(SlackTestTenant tenant, StreamId stream, String name)
                throws ConnectorException {
            GrantObserved found = tenant.read(stream, GrantObserved.class).stream()
                    .filter(each -> each.holder().displayName().text().equals(name))
                    .findFirst()
                    .orElseThrow();
            return new RevocationTarget.GrantTarget(found.holder(), found.grant());
        }
    }

    @Nested
    class Rotation {
        @Test
        void renewsTokenBeforeExpiryWithLatestRefreshToken() throws ConnectorException {
            try (SlackTestTenant tenant = rotating()) {
                for (int halfDay = 0; halfDay < 3; halfDay++) {
                    assertThat(tenant.read(SlackAppListings.APPROVED, GrantObserved.class))
                            .isNotEmpty();
                    tenant.company().clock().advance(Duration.ofHours(12));
                }
            }
        }

        @Test
        void reportsAlreadyUsedRefreshTokenAndFix() {
            try (SlackTestTenant tenant = rotating()) {
                tenant.secrets.put(SlackCredentials.REFRESH, Secret.of("xoxe-1-spent"));

                ConnectorException refused = catchThrowableOfType(
                        ConnectorException.class, () -> tenant.read(SlackAppListings.APPROVED, GrantObserved.class));

                assertThat(refused.problem()).isInstanceOf(InvalidToken.class);
                assertThat(refused)
                        .hasMessageContaining("valid for only one use")
                        .hasMessageNotContaining("spent");
            }
        }

        private static SlackTestTenant rotating() {
            SlackTestTenant tenant = new SlackTestTenant(SlackOptions.defaults().withoutLimits());
            tenant.with(SlackSettings.CLIENT_ID, tenant.slack.clientId());
            tenant.secrets.remove(SlackCredentials.USER);
            tenant.secrets.put(SlackCredentials.REFRESH, Secret.of(tenant.slack.issueRefreshToken()));
            tenant.secrets.put(SlackCredentials.CLIENT_SECRET, Secret.of(tenant.slack.clientSecret()));
            return tenant;
        }
    }

    private static KnownOrUnknown<PersonId> person(SlackTestTenant tenant, String local) {
        return KnownOrUnknown.known(
                new PersonId(SlackTestTenant.CONNECTION, SlackTestTenant.userId(tenant.person(local))));
    }
}
