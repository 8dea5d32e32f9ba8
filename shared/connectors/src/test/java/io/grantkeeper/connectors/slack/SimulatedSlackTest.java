package io.grantkeeper.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.Observation.IdentityObserved;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Observation.UsageObserved;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.slack.SlackOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SimulatedSlackTest {
    private static final String MAIN = "T01LARKHQ00";
    private static final String CLAUDE = "A03CLAUDE00";

    @Nested
    class AnOrganization {
        @Test
        void approvedAppsAreListedForTheOrganizationAndForEachWorkspace() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                List<GrantObserved> apps = tenant.read(AppListings.APPROVED, GrantObserved.class);

                assertThat(apps)
                        .extracting(each -> each.holder().displayName())
                        .contains("Zoom", "Jira Cloud", "Claude");
                assertThat(apps)
                        .filteredOn(each -> each.holder().id().externalId().equals(CLAUDE))
                        .singleElement()
                        .satisfies(each -> {
                            assertThat(each.grant().key()).isEqualTo("approved/" + MAIN);
                            assertThat(each.grant().scopes()).contains("assistant:write", "search:read");
                            assertThat(each.grant().standing()).isEqualTo(Standing.UNKNOWN);
                            assertThat(each.holder().domains()).containsExactly("claude.ai");
                            assertThat(each.holder().attributes()).containsEntry("agent-view", "true");
                        });
            }
        }

        @Test
        void whatIsInstalledFollowsFromTheLog_withItsInstaller() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                List<GrantObserved> installed = tenant.read(InstalledApps.ID, GrantObserved.class);

                assertThat(installed)
                        .extracting(each -> each.holder().displayName() + " in "
                                + each.grant().key())
                        .contains("Claude in installed/" + MAIN, "Jira Cloud in installed/T02LARKENG0")
                        .doesNotContain("Otter.ai in installed/" + MAIN);
                assertThat(installed)
                        .filteredOn(each -> each.holder().displayName().equals("Claude"))
                        .allSatisfy(
                                each -> assertThat(each.grant().grantedBy()).isEqualTo(person(tenant, "miriam.katz")));
                assertThat(installed)
                        .filteredOn(each -> each.holder().displayName().equals("Pingdom"))
                        .singleElement()
                        .satisfies(each -> {
                            assertThat(each.holder().form()).isEqualTo(IntegrationRow.SERVICE_FORM);
                            assertThat(each.grant().standing()).isEqualTo(Standing.SUSPENDED);
                        });
            }
        }

        @Test
        void anInstalledAppThatIsGivenMoreGrows() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                tenant.company().stepDay();

                assertThat(tenant.read(InstalledApps.ID, GrantObserved.class))
                        .filteredOn(each -> each.grant().key().equals("installed/" + MAIN))
                        .filteredOn(each -> each.holder().displayName().equals("Jira Cloud"))
                        .singleElement()
                        .satisfies(
                                each -> assertThat(each.grant().scopes()).contains("channels:history", "links:read"));
            }
        }

        @Test
        void aRequestNamesItsRequester() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                assertThat(tenant.read(AppListings.REQUESTS, GrantObserved.class))
                        .isNotEmpty()
                        .allSatisfy(each -> {
                            assertThat(each.grant().standing()).isEqualTo(Standing.REQUESTED);
                            assertThat(each.holder().ownerClues())
                                    .extracting(clue ->
                                            clue.role() + " " + clue.person().externalId())
                                    .containsExactly(
                                            OwnerRole.REQUESTER + " " + Tenant.userId(tenant.person("sara.lindholm")));
                        });
            }
        }

        @Test
        void peopleComeFromTheOrganization_botsFromTheWorkspaces() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                assertThat(tenant.read(People.ID, PersonObserved.class))
                        .hasSizeGreaterThan(50)
                        .anySatisfy(each -> assertThat(each.person().email())
                                .isEqualTo(Knowledge.known("dana.cole@larkfield.example")))
                        .anySatisfy(
                                each -> assertThat(each.person().employment()).isEqualTo(Employment.LEFT));
                assertThat(tenant.read(Members.ID, PersonObserved.class)).isEmpty();
                assertThat(tenant.read(Members.ID, IdentityObserved.class))
                        .extracting(each -> each.identity().id().externalId())
                        .contains(MAIN + "/U0LEGACYBOT");
            }
        }

        @Test
        void anOldBotsAppIsAskedFor() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                assertThat(tenant.read(Members.ID, IdentityObserved.class))
                        .filteredOn(each -> each.identity().id().externalId().endsWith("U0LEGACYBOT"))
                        .singleElement()
                        .satisfies(each -> assertThat(each.identity().aliases())
                                .contains(new Naming(Tenant.CONNECTION).appAlias("A06DEPLOYB0")));
            }
        }

        @Test
        void onePersonIsReadAgainAlone() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                String user = Tenant.userId(tenant.person("dana.cole"));
                Page page = Tenant.pages(tenant.session(), tenant.stream(People.ID), People.onePerson(user))
                        .getLast();

                assertThat(page.items())
                        .singleElement()
                        .satisfies(each -> assertThat(tenant.stream(People.ID).segmentOf(each))
                                .isEqualTo(user));
                assertThat(Tenant.pages(tenant.session(), tenant.stream(People.ID), People.onePerson("UGONE"))
                                .getLast()
                                .items())
                        .isEmpty();
            }
        }

        @Test
        void theAuditLogTellsOfInstallsAndOfMcpTools() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                assertThat(tenant.read(AuditLog.ID, EventObserved.class)).anySatisfy(each -> {
                    assertThat(each.event().type()).isEqualTo(AccessEventType.GRANT_GIVEN);
                    assertThat(each.event().about().toOptional())
                            .hasValueSatisfying(
                                    app -> assertThat(app.externalId()).isEqualTo(CLAUDE));
                    assertThat(each.event().actor()).isEqualTo(person(tenant, "miriam.katz"));
                });
                assertThat(tenant.read(AuditLog.ID, UsageObserved.class))
                        .anySatisfy(each -> assertThat(each.usage().calls())
                                .containsExactly("mcp_slack_search_public_tool_called"));
            }
        }

        @Test
        void aRecentInstallHasItsWorkspaceReadAgain() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                tenant.company().stepDay();
                Partition apps = new LogWindow(
                                Optional.of(tenant.company().clock().instant().minus(Duration.ofDays(2))),
                                tenant.company().clock().instant().minus(Duration.ofHours(21)))
                        .addTo(Partition.of(AuditLog.ID, "apps", java.util.Map.of()));

                assertThat(Tenant.pages(tenant.session(), tenant.stream(AuditLog.ID), apps).stream()
                                .flatMap(page -> page.rereads().stream()))
                        .extracting(each -> each.stream() + "/" + each.id())
                        .contains("installed-apps/" + MAIN, "approved-apps/" + MAIN);
            }
        }

        @Test
        void platformActivityIsUse() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                assertThat(tenant.read(AppActivities.ID, UsageObserved.class))
                        .anySatisfy(each -> assertThat(each.usage().calls()).contains("mcp:search_public"))
                        .anySatisfy(each -> assertThat(each.usage().calls()).contains("workflow_execution_result"));
            }
        }

        @Test
        void workflowsNameTheirEditors() throws ConnectorException {
            try (Tenant tenant = new Tenant()) {
                assertThat(tenant.read(Workflows.ID, IdentityObserved.class))
                        .extracting(each -> each.identity().displayName() + " "
                                + each.identity().standing())
                        .containsExactlyInAnyOrder("Onboarding checklist ACTIVE", "Weekly digest SUSPENDED");
            }
        }
    }

    @Nested
    class Degrading {
        @Test
        void aSingleWorkspaceSaysWhatItsPlanLacks_andReadsTheRest() throws ConnectorException {
            try (Tenant tenant = new Tenant(SlackOptions.usual().withPlan(SlackOptions.Plan.PRO))) {
                for (StreamId stream : List.of(
                        AppListings.APPROVED,
                        AppListings.RESTRICTED,
                        AppListings.REQUESTS,
                        Workflows.ID,
                        AppActivities.ID,
                        AuditLog.ID)) {
                    assertThat(refusal(tenant, stream).problem()).isInstanceOf(NotOffered.class);
                }
                assertThat(tenant.read(People.ID, PersonObserved.class)).isEmpty();
                assertThat(tenant.read(Members.ID, PersonObserved.class)).hasSizeGreaterThan(50);
                assertThat(tenant.read(InstalledApps.ID, GrantObserved.class)).isNotEmpty();
                assertThat(tenant.read(IntegrationLog.ID, EventObserved.class)).isNotEmpty();
            }
        }

        @Test
        void aFreeWorkspaceHasMembersOnly() throws ConnectorException {
            try (Tenant tenant = new Tenant(SlackOptions.usual().withPlan(SlackOptions.Plan.FREE))) {
                assertThat(refusal(tenant, InstalledApps.ID).problem()).isInstanceOf(NotOffered.class);
                assertThat(tenant.read(Members.ID, IdentityObserved.class)).isNotEmpty();
            }
        }

        @Test
        void aMissingScopeIsNamed() {
            try (Tenant tenant = new Tenant(SlackOptions.usual().withScopes(Set.of(Scopes.USERS)))) {
                assertThat(refusal(tenant, AppListings.APPROVED).problem())
                        .isInstanceOfSatisfying(
                                InsufficientScope.class,
                                missing -> assertThat(missing.missing()).containsExactly(Scopes.APPS));
            }
        }

        @Test
        void withoutItsScopeAnAddressIsUnknown_notAbsent() throws ConnectorException {
            SlackOptions options =
                    SlackOptions.usual().withPlan(SlackOptions.Plan.PRO).withScopes(Set.of(Scopes.USERS));
            try (Tenant tenant = new Tenant(options)) {
                assertThat(tenant.read(Members.ID, PersonObserved.class))
                        .isNotEmpty()
                        .allSatisfy(each ->
                                assertThat(each.person().email().isKnown()).isFalse());
            }
        }

        @Test
        void aWorkspaceThatTheOwnerIsNoMemberOfDoesNotPauseTheConnection() {
            try (Tenant tenant = new Tenant(SlackOptions.usual().withClosedWorkspaces(Set.of(MAIN)))) {
                assertThat(refusal(tenant, IntegrationLog.ID).problem())
                        .isInstanceOfSatisfying(
                                InsufficientScope.class,
                                problem -> assertThat(problem.message()).contains(MAIN));
                tenant.secrets.put(SlackTokens.USER, Secret.of("xoxp-wrong"));
                assertThat(refusal(tenant, IntegrationLog.ID).problem()).isInstanceOf(InvalidToken.class);
            }
        }

        @Test
        void aTierThatIsSpentIsWaitedFor() throws ConnectorException {
            try (Tenant tenant = new Tenant(SlackOptions.usual().withPagesOf(2))) {
                ConnectorException refused = refusal(tenant, Members.ID);

                assertThat(refused.problem()).isInstanceOfSatisfying(RateLimited.class, problem -> {
                    assertThat(problem.limit()).isEqualTo("users.list");
                    assertThat(problem.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
                });
            }
        }

        private static ConnectorException refusal(Tenant tenant, StreamId stream) {
            return catchThrowableOfType(
                    ConnectorException.class, () -> tenant.read(stream, io.grantkeeper.identity.Observation.class));
        }
    }

    @Nested
    class Revoking {
        @Test
        void anApprovedAppIsUninstalledAndKeptOut_andASecondTimeIsNoError() throws ConnectorException {
            try (Tenant tenant = new Tenant(SlackOptions.usual().withoutLimits())) {
                RevocationTarget target = target(tenant, AppListings.APPROVED, "Claude");
                Revoker revoker = tenant.connector.revoker().orElseThrow();

                assertThat(revoker.plan(tenant.session(), target))
                        .isInstanceOfSatisfying(
                                RevocationPlan.Possible.class,
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
                assertThat(tenant.read(InstalledApps.ID, GrantObserved.class))
                        .noneMatch(each -> each.holder().displayName().equals("Claude"));
            }
        }

        @Test
        void aRequestIsTurnedDown_andASecondTimeIsNoError() throws ConnectorException {
            try (Tenant tenant = new Tenant(SlackOptions.usual().withoutLimits())) {
                RevocationTarget target = target(tenant, AppListings.REQUESTS, "Otter.ai");
                Revoker revoker = tenant.connector.revoker().orElseThrow();

                revoker.revoke(tenant.session(), target);
                revoker.revoke(tenant.session(), target);

                assertThat(tenant.read(AppListings.REQUESTS, GrantObserved.class))
                        .isEmpty();
            }
        }

        @Test
        void inASingleWorkspaceAPersonHasToDoIt() throws ConnectorException {
            try (Tenant tenant = new Tenant(SlackOptions.usual().withPlan(SlackOptions.Plan.PRO))) {
                RevocationTarget target = target(tenant, InstalledApps.ID, "Claude");
                Revoker revoker = tenant.connector.revoker().orElseThrow();

                assertThat(revoker.plan(tenant.session(), target)).isInstanceOf(RevocationPlan.ByHand.class);
                assertThat(catchThrowableOfType(
                                        ConnectorException.class, () -> revoker.revoke(tenant.session(), target))
                                .problem())
                        .isInstanceOf(NotOffered.class);
            }
        }

        private static RevocationTarget target(Tenant tenant, StreamId stream, String name) throws ConnectorException {
            GrantObserved found = tenant.read(stream, GrantObserved.class).stream()
                    .filter(each -> each.holder().displayName().equals(name))
                    .findFirst()
                    .orElseThrow();
            return new RevocationTarget.OfGrant(found.holder(), found.grant());
        }
    }

    @Nested
    class Rotation {
        @Test
        void aTokenIsRenewedBeforeItEnds_withTheNewestRefreshToken() throws ConnectorException {
            try (Tenant tenant = rotating()) {
                for (int halfDay = 0; halfDay < 3; halfDay++) {
                    assertThat(tenant.read(AppListings.APPROVED, GrantObserved.class))
                            .isNotEmpty();
                    tenant.company().clock().advance(Duration.ofHours(12));
                }
            }
        }

        @Test
        void aSpentRefreshTokenIsToldWithWhatToDo() {
            try (Tenant tenant = rotating()) {
                tenant.secrets.put(SlackTokens.REFRESH, Secret.of("xoxe-1-spent"));

                ConnectorException refused = catchThrowableOfType(
                        ConnectorException.class, () -> tenant.read(AppListings.APPROVED, GrantObserved.class));

                assertThat(refused.problem()).isInstanceOf(InvalidToken.class);
                assertThat(refused).hasMessageContaining("holds for one use").hasMessageNotContaining("spent");
            }
        }

        private static Tenant rotating() {
            Tenant tenant = new Tenant(SlackOptions.usual().withoutLimits());
            tenant.with(SlackSettings.CLIENT_ID, tenant.slack.clientId());
            tenant.secrets.remove(SlackTokens.USER);
            tenant.secrets.put(SlackTokens.REFRESH, Secret.of(tenant.slack.issueRefreshToken()));
            tenant.secrets.put(SlackTokens.CLIENT_SECRET, Secret.of(tenant.slack.clientSecret()));
            return tenant;
        }
    }

    private static Knowledge<PersonId> person(Tenant tenant, String local) {
        return Knowledge.known(new PersonId(Tenant.CONNECTION, Tenant.userId(tenant.person(local))));
    }
}
