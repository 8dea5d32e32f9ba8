package io.grantkeeper.testing.activity;

import static io.grantkeeper.testing.activity.ScenarioContext.busy;
import static io.grantkeeper.testing.activity.ScenarioContext.ofKind;

import io.grantkeeper.testing.activity.GeneratedIdentity.Kind;
import io.grantkeeper.testing.activity.GeneratedIdentity.Phase;
import io.grantkeeper.testing.activity.GeneratedIdentity.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Adds attacks to the simulation. */
final class AttackScenarios {
    private static final Predicate<GeneratedIdentity> WITH_ADDRESS = ofKind(
            Kind.OKTA_APP,
            Kind.OKTA_TOKEN,
            Kind.GITHUB_APP,
            Kind.GITHUB_TOKEN,
            Kind.GOOGLE_APP,
            Kind.GOOGLE_SERVICE_ACCOUNT,
            Kind.MICROSOFT_APP,
            Kind.SLACK_APP,
            Kind.ANTHROPIC_KEY);
    private static final String GMAIL_READ = "https://www.googleapis.com/auth/gmail.readonly";
    private static final String DRIVE = "https://www.googleapis.com/auth/drive";

    private final ScenarioContext stage;
    private final ActivityRandom random;

    AttackScenarios(ScenarioContext stage) {
        this.stage = stage;
        this.random = stage.random;
    }

    void plant(AttackKind kind) {
        PlantedScenario story = stage.story(kind);
        switch (kind) {
            case STOLEN_TOKEN_FROM_HOSTING -> stolenToken(story);
            case TOKEN_THEFT_THEN_BULK_READ -> theftAndBulkRead(story);
            case NEW_CREDENTIAL_THEN_NEW_PLACE -> newCredentialNewPlace(story);
            case DORMANT_THEN_OTHER_RESOURCE -> dormant(story);
            case CONSENT_THEN_BULK_READ -> consentAndBulkRead(story);
            case LOOKALIKE_PUBLISHER -> lookalike(story);
            case SCOPE_EXPANSION_THEN_BULK_READ -> expansionAndBulkRead(story);
            case SELF_GRANTED_ROLE -> selfGrantedRole(story);
            case SELF_ADDED_CREDENTIAL -> selfAddedCredential(story);
            case LOGGING_SWITCHED_OFF -> loggingOff(story);
            case MASS_KEY_MINTING -> massMinting(story);
            case LEAVERS_TOKEN_USED -> leaversToken(story);
            case REVOKED_CREDENTIALS_SIBLING_USED -> revokedSibling(story);
            case TOR_EXIT -> tor(story);
            case SLOW_EXFILTRATION -> slowExfiltration(story);
            case NIGHT_BURST -> nightBurst(story);
            case IMPOSSIBLE_TRAVEL -> impossibleTravel(story);
            case NEW_ACTIVITY_CLASS -> newActivityClass(story);
            case UNLIKE_ITS_PEERS -> unlikeItsPeers(story);
            case ROLE_ESCALATION -> roleEscalation(story);
            case WEAKENED_SETTING -> weakenedSetting(story);
            case VENDORS_THREAT_VERDICT -> vendorsVerdict(story);
            case CROSS_PROVIDER_LOCKSTEP -> lockstep(story);
            case FAILED_PROBING -> failedProbing(story);
            case ENUMERATION -> enumeration(story);
            case QUIET_FOREIGN_USE -> quietForeignUse(story);
            case PERSISTENCE_BY_NEW_APP -> persistence(story);
        }
    }

    private void stolenToken(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, WITH_ADDRESS.and(busy()));
        SimulatedAddress from = stage.rented();
        String client = stage.attackersClient();
        stage.burst(
                story,
                identity,
                stage.moment(1),
                Duration.ofMinutes(50),
                random.between(15, 40),
                act -> act.from(from, client));
    }

    private void theftAndBulkRead(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.GOOGLE_APP, Kind.GITHUB_APP, Kind.GITHUB_TOKEN, Kind.SLACK_APP)
                        .and(busy()));
        SimulatedAddress from = random.chance(0.3) ? stage.exit() : stage.rented();
        String client = stage.attackersClient();
        stage.burst(
                story,
                identity,
                stage.moment(1),
                Duration.ofMinutes(110),
                random.between(150, 300),
                act -> act.from(from, client).doing(bulkRead(identity), bulkResource(identity)));
    }

    private String bulkRead(GeneratedIdentity identity) {
        return switch (identity.kind) {
            case GITHUB_APP, GITHUB_TOKEN -> "git.clone";
            case SLACK_APP -> "file_downloaded";
            default -> random.pick(List.of("gmail.users.messages.get", "drive.files.get", "drive:download"));
        };
    }

    private String bulkResource(GeneratedIdentity identity) {
        return identity.provider().equals("github")
                ? random.pick(GeneratedCompany.repositories())
                : "customer-list-" + random.below(400);
    }

    private void newCredentialNewPlace(PlantedScenario story) {
        GeneratedIdentity identity =
                stage.take(story, ofKind(Kind.MICROSOFT_APP, Kind.OKTA_APP).and(busy()));
        GeneratedPerson intruder = stage.company.people.get(random.between(60, 110));
        Instant added = stage.moment(4);
        String key = stage.company.credential(identity.kind);
        stage.log.about(identity, credentialAdded(identity, intruder, added, key), story);
        SimulatedAddress from = stage.rented();
        stage.burst(
                story,
                identity,
                added.plus(Duration.ofHours(random.between(1, 40))),
                Duration.ofHours(2),
                random.between(5, 15),
                act -> act.from(from, stage.attackersClient()).signedBy(key));
    }

    private GeneratedLogRow credentialAdded(GeneratedIdentity identity, GeneratedPerson by, Instant at, String key) {
        return identity.kind == Kind.OKTA_APP
                ? stage.rows
                        .okta()
                        .administration(at, by, "app.oauth2.client.lifecycle.new_client_secret", identity, key)
                : stage.rows.microsoft().credentialAdded(at, by, identity, key, "");
    }

    private void dormant(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.MICROSOFT_APP, Kind.GITHUB_APP, Kind.GITHUB_TOKEN)
                        .and(busy())
                        .and(each -> !each.first().addresses().isEmpty()));
        Phase before = identity.first();
        identity.enters(before.from(stage.on(random.between(9, 11))).paced(0));
        Instant wakes = stage.on(random.between(45, stage.days - 2));
        String resource = identity.provider().equals("github")
                ? random.pick(unused(before.resources(), GeneratedCompany.repositories()))
                : random.pick(unused(before.resources(), GeneratedCompany.entraResources()));
        SimulatedAddress elsewhere = stage.rented();
        boolean moved = random.chance(0.5);
        stage.burst(story, identity, wakes, Duration.ofMinutes(40), random.between(6, 12), act -> {
            GeneratedAction other = act.doing(act.call(), resource);
            return moved ? other.from(elsewhere, stage.attackersClient()) : other;
        });
    }

    private static List<String> unused(List<String> used, List<String> all) {
        return all.stream().filter(each -> !used.contains(each)).toList();
    }

    private void consentAndBulkRead(PlantedScenario story) {
        Instant at = stage.moment(2);
        GeneratedPerson victim = random.pick(stage.company.people.subList(30, 100));
        GeneratedIdentity app = stage.use(story, stage.company.create(Kind.GOOGLE_APP, at, victim));
        app.people.clear();
        app.people.add(victim);
        stage.log.about(
                app, stage.rows.google().consent(at, victim, app, "authorize", List.of(GMAIL_READ, DRIVE)), story);
        SimulatedAddress from = stage.rented();
        stage.burst(
                story,
                app,
                at.plusSeconds(random.between(60, 2_400)),
                Duration.ofMinutes(80),
                random.between(150, 250),
                act -> act.from(from, "").doing("gmail.users.messages.get", "message"));
    }

    private void lookalike(PlantedScenario story) {
        Instant at = stage.moment(3);
        GeneratedIdentity known = random.pick(stage.company.identities.stream()
                .filter(ofKind(Kind.GOOGLE_APP))
                .toList());
        GeneratedIdentity app = stage.use(story, stage.company.imitate(known, disguise(known.name), at));
        for (int i = 0; i < 2; i++) {
            GeneratedPerson victim = random.pick(stage.company.people.subList(30, 100));
            Instant consented = stage.workingHour(victim, at).plusSeconds(random.below(3_000));
            stage.log.about(
                    app,
                    stage.rows.google().consent(consented, victim, app, "authorize", List.of(GMAIL_READ, DRIVE)),
                    story);
            SimulatedAddress from = stage.rented();
            stage.burst(
                    story,
                    app,
                    consented.plusSeconds(600),
                    Duration.ofHours(3),
                    random.between(3, 8),
                    act -> act.from(from, "").doing("gmail.users.messages.list", "inbox"));
        }
    }

    /** Disguises a name: replaces letters with others that look the same, or misspells the name. */
    private String disguise(String name) {
        return switch (random.below(3)) {
            case 0 -> name.replace('a', '\u0430').replace('e', '\u0435');
            case 1 -> name.replace("i", "l").replace("o", "0");
            default -> name.charAt(0) + name.substring(1, 4) + name.charAt(3) + name.substring(4);
        };
    }

    private void expansionAndBulkRead(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.SLACK_APP, Kind.GOOGLE_APP)
                        .and(each -> !each.first().calls().contains("file_downloaded")
                                && each.first().calls().stream().noneMatch(call -> call.startsWith("gmail"))));
        Instant at = stage.moment(2);
        GeneratedPerson owner = identity.owner;
        boolean slack = identity.kind == Kind.SLACK_APP;
        stage.log.about(
                identity,
                slack
                        ? stage.rows
                                .slack()
                                .app(
                                        stage.routine.act(identity, at),
                                        "app_scopes_expanded",
                                        List.of("files:read", "search:read", "im:history"))
                        : stage.rows.google().consent(at, owner, identity, "authorize", List.of(GMAIL_READ, DRIVE)),
                story);
        stage.burst(
                story,
                identity,
                at.plusSeconds(random.between(300, 5_000)),
                Duration.ofMinutes(100),
                random.between(110, 200),
                act -> act.doing(
                        slack ? "file_downloaded" : "gmail.users.messages.get", "confidential-" + random.below(300)));
    }

    private void selfGrantedRole(PlantedScenario story) {
        GeneratedIdentity identity =
                stage.take(story, ofKind(Kind.MICROSOFT_APP).and(busy()));
        stage.log.about(
                identity,
                stage.rows
                        .microsoft()
                        .byApp(
                                stage.moment(1),
                                identity,
                                "Add app role assignment to service principal",
                                "ApplicationManagement",
                                "ServicePrincipal",
                                "8f3c0b52-0000-4000-a000-000000000001",
                                "Microsoft Graph",
                                Map.of(
                                        "AppRole.Value", "RoleManagement.ReadWrite.Directory",
                                        "ServicePrincipal.ObjectID", identity.secondId,
                                        "ServicePrincipal.DisplayName", identity.name)),
                story);
    }

    private void selfAddedCredential(PlantedScenario story) {
        GeneratedIdentity identity =
                stage.take(story, ofKind(Kind.MICROSOFT_APP).and(busy()));
        stage.log.about(
                identity,
                stage.rows
                        .microsoft()
                        .byApp(
                                stage.moment(1),
                                identity,
                                "Add service principal credentials",
                                "ApplicationManagement",
                                "ServicePrincipal",
                                identity.secondId,
                                identity.name,
                                MicrosoftRowFormat.keyDescription(random.guid(), "")),
                story);
    }

    private void loggingOff(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, ofKind(Kind.OKTA_APP, Kind.GITHUB_APP, Kind.GITHUB_TOKEN));
        Instant at = stage.moment(1);
        GeneratedAction act = stage.routine.act(identity, at);
        if (identity.kind == Kind.OKTA_APP) {
            stage.log.about(
                    identity,
                    stage.rows.okta().setting(act, "system.log_stream.lifecycle.deactivate", "LogStream", "siem"),
                    story);
        } else {
            stage.log.act(act.doing("audit_log_streaming.destroy", act.resource()), story);
        }
    }

    private void massMinting(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, ofKind(Kind.OPENAI_KEY, Kind.ANTHROPIC_KEY, Kind.OKTA_TOKEN));
        String call =
                switch (identity.kind) {
                    case OPENAI_KEY -> "api_key.created";
                    case ANTHROPIC_KEY -> "platform_api_key_created";
                    default -> "system.api_token.create";
                };
        stage.burst(
                story,
                identity,
                stage.moment(1),
                Duration.ofMinutes(12),
                random.between(12, 25),
                act -> act.doing(call, "key-" + random.alphanumeric(6)));
    }

    private void leaversToken(PlantedScenario story) {
        GeneratedPerson leaver = stage.company.people.get(random.between(60, 110));
        GeneratedPerson administrator = stage.company.people.get(0);
        boolean google = random.chance(0.5);
        GeneratedIdentity identity = stage.use(
                story, stage.company.create(google ? Kind.GOOGLE_APP : Kind.GITHUB_TOKEN, stage.start, leaver));
        identity.people.clear();
        identity.people.add(leaver);
        identity.enters(identity.first().scheduled(Rhythm.OFFICE, 2).paced(8));
        Instant left = stage.workingHour(administrator, stage.moment(8));
        identity.enters(identity.first().from(left).paced(0));
        leaver.leaves(left);
        if (google) {
            stage.log.people(
                    "google",
                    stage.rows
                            .google()
                            .admin(
                                    left,
                                    administrator.at(left),
                                    administrator.email,
                                    administrator.googleId,
                                    "USER_SETTINGS",
                                    "SUSPEND_USER",
                                    Map.of("USER_EMAIL", leaver.email),
                                    "google-1"));
        } else {
            stage.log.people(
                    "okta", stage.rows.okta().person(left, administrator, "user.lifecycle.deactivate", leaver));
        }
        SimulatedAddress from = random.chance(0.5) ? leaver.home : stage.rented();
        stage.burst(
                story,
                identity,
                left.plus(Duration.ofHours(random.between(30, 140))),
                Duration.ofMinutes(60),
                random.between(5, 12),
                act -> new GeneratedAction(
                        act.at(),
                        identity,
                        leaver,
                        act.call(),
                        act.resource(),
                        from,
                        act.client(),
                        act.credential(),
                        true,
                        act.size()));
    }

    private void revokedSibling(PlantedScenario story) {
        GeneratedIdentity identity =
                stage.take(story, ofKind(Kind.MICROSOFT_APP).and(busy()));
        Instant revoked = stage.workingHour(identity.owner, stage.moment(4));
        String old = identity.first().credential();
        String fresh = random.guid();
        stage.log.about(identity, credentialAdded(identity, identity.owner, revoked.minusSeconds(900), fresh), null);
        identity.enters(identity.first().from(revoked.minusSeconds(600)).signedBy(fresh));
        stage.log.about(
                identity, stage.rows.microsoft().credentialRemoved(revoked, identity.owner, identity, old), null);
        SimulatedAddress from = stage.rented();
        String sibling = random.guid();
        stage.burst(
                story,
                identity,
                revoked.plus(Duration.ofHours(random.between(2, 60))),
                Duration.ofMinutes(50),
                random.between(4, 10),
                act -> act.from(from, "").signedBy(sibling));
    }

    private void tor(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, WITH_ADDRESS.and(busy()));
        SimulatedAddress from = stage.exit();
        stage.burst(
                story,
                identity,
                stage.moment(1),
                Duration.ofMinutes(30),
                random.between(3, 10),
                act -> act.from(from, act.client()));
    }

    private void slowExfiltration(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.GOOGLE_SERVICE_ACCOUNT, Kind.GITHUB_APP, Kind.GOOGLE_APP, Kind.ANTHROPIC_KEY)
                        .and(each -> List.of(Rhythm.STEADY, Rhythm.NIGHTLY, Rhythm.OFFICE)
                                .contains(each.first().rhythm()))
                        .and(each -> each.first().pace() >= 6));
        int first = random.between(24, stage.days - 16);
        double pace = identity.first().pace();
        for (int day = 0; day < 14; day++) {
            pace *= 1.18;
            identity.enters(identity.first()
                    .from(stage.start.plus(Duration.ofDays(first + day)))
                    .paced(pace));
        }
        // The first two days are within what chance alone would do: growth counts from the third.
        story.claims(stage.start.plus(Duration.ofDays(first + 2)), stage.start.plus(Duration.ofDays(stage.days)));
    }

    private void nightBurst(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(
                                Kind.GOOGLE_APP,
                                Kind.GITHUB_APP,
                                Kind.GITHUB_TOKEN,
                                Kind.SLACK_APP,
                                Kind.MICROSOFT_APP,
                                Kind.ANTHROPIC_KEY)
                        .and(each -> each.first().rhythm() == Rhythm.OFFICE));
        int day = random.between(21, stage.days - 3);
        Instant at = stage.start
                .atZone(identity.owner.zone)
                .toLocalDate()
                .plusDays(day)
                .atTime(random.between(1, 3), random.below(40))
                .atZone(identity.owner.zone)
                .toInstant();
        stage.burst(story, identity, at, Duration.ofMinutes(55), random.between(120, 250), act -> act);
    }

    private void impossibleTravel(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.MICROSOFT_DELEGATED, Kind.GITHUB_TOKEN, Kind.SLACK_APP)
                        .and(each -> each.first().addresses().isEmpty()));
        Instant at = stage.workingHour(identity.owner, stage.moment(4));
        GeneratedAction before = stage.routine.act(identity, at);
        stage.log.act(before, null);
        SimulatedAddress from = stage.abroad();
        stage.burst(
                story,
                identity,
                at.plusSeconds(random.between(480, 900)),
                Duration.ofMinutes(20),
                random.between(3, 6),
                act -> new GeneratedAction(
                        act.at(),
                        identity,
                        before.person(),
                        act.call(),
                        act.resource(),
                        from,
                        before.client(),
                        act.credential(),
                        true,
                        act.size()));
    }

    private void newActivityClass(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.OKTA_APP, Kind.OKTA_TOKEN, Kind.GOOGLE_APP, Kind.GOOGLE_SERVICE_ACCOUNT)
                        .and(busy()));
        String call = identity.provider().equals("okta") ? "user.account.reset_password" : "directory.users.update";
        stage.burst(
                story,
                identity,
                stage.moment(1),
                Duration.ofMinutes(30),
                random.between(3, 6),
                act -> act.doing(call, "colleague-" + random.below(90)));
    }

    private void unlikeItsPeers(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.GITHUB_APP, Kind.SLACK_APP)
                        .and(busy())
                        .and(each -> !each.first().calls().contains("file_downloaded")));
        if (identity.kind == Kind.GITHUB_APP) {
            stage.burst(
                    story,
                    identity,
                    stage.moment(1),
                    Duration.ofMinutes(30),
                    random.between(2, 4),
                    act -> act.doing(
                            random.pick(List.of("repo.create_actions_secret", "repo.add_member", "public_key.create")),
                            act.resource()));
        } else {
            stage.burst(
                    story,
                    identity,
                    stage.moment(1),
                    Duration.ofMinutes(60),
                    random.between(20, 40),
                    act -> act.doing("file_downloaded", "contract-" + random.below(90)));
        }
    }

    private void roleEscalation(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, ofKind(Kind.MICROSOFT_APP, Kind.OKTA_APP));
        GeneratedPerson by = stage.company.people.get(random.between(40, 110));
        Instant at = stage.moment(1);
        stage.log.about(
                identity,
                identity.kind == Kind.OKTA_APP
                        ? stage.rows
                                .okta()
                                .administration(
                                        at, by, "app.oauth2.client.privilege.grant", identity, "Super Administrator")
                        : stage.rows
                                .microsoft()
                                .byPerson(
                                        at,
                                        by,
                                        "Add member to role",
                                        "RoleManagement",
                                        identity,
                                        Map.of(
                                                "Role.DisplayName",
                                                "Global Administrator",
                                                "Role.TemplateId",
                                                "62e90394-69f5-4237-9190-012177145e10")),
                story);
    }

    private void weakenedSetting(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(story, ofKind(Kind.OKTA_APP, Kind.GITHUB_APP, Kind.GITHUB_TOKEN));
        GeneratedAction act = stage.routine.act(identity, stage.moment(1));
        if (identity.kind == Kind.OKTA_APP) {
            stage.log.about(
                    identity,
                    stage.rows
                            .okta()
                            .setting(
                                    act,
                                    random.pick(List.of(
                                            "policy.rule.deactivate", "zone.delete", "policy.lifecycle.deactivate")),
                                    "PolicyRule",
                                    "Require MFA"),
                    story);
        } else {
            stage.log.act(
                    act.doing(
                            random.pick(List.of(
                                    "protected_branch.destroy",
                                    "org.disable_two_factor_requirement",
                                    "repository_ruleset.destroy")),
                            act.resource()),
                    story);
        }
    }

    private void vendorsVerdict(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story, ofKind(Kind.OKTA_APP, Kind.SLACK_APP, Kind.MICROSOFT_APP).and(busy()));
        GeneratedAction act = stage.routine.act(identity, stage.moment(1));
        GeneratedLogRow row = stage.rows.write(act);
        switch (identity.kind) {
            case SLACK_APP ->
                row = stage.rows.slack().anomaly(act, random.pick(List.of("asn", "user_agent", "unexpected_scraping")));
            case MICROSOFT_APP -> {
                row.json()
                        .put("riskLevelDuringSignIn", "high")
                        .put("riskLevelAggregated", "high")
                        .put("riskState", "atRisk");
                row.json().putArray("riskEventTypes_v2").add("suspiciousAPITraffic");
            }
            default -> {
                row.json().put("severity", "WARN");
                ((ObjectNode) row.json().get("debugContext").get("debugData")).put("threatSuspected", "true");
            }
        }
        stage.log.about(identity, row, story);
    }

    private void lockstep(PlantedScenario story) {
        GeneratedIdentity first = stage.take(
                story,
                WITH_ADDRESS
                        .and(busy())
                        .and(one -> stage.company.identities.stream().anyMatch(other -> isSibling(one, other))));
        GeneratedIdentity second = stage.take(story, other -> isSibling(first, other));
        SimulatedAddress from = stage.rented();
        String client = stage.attackersClient();
        Instant at = stage.moment(1);
        stage.burst(story, first, at, Duration.ofMinutes(20), random.between(3, 6), act -> act.from(from, client));
        stage.burst(
                story,
                second,
                at.plusSeconds(400),
                Duration.ofMinutes(20),
                random.between(3, 6),
                act -> act.from(from, client));
    }

    private boolean isSibling(GeneratedIdentity one, GeneratedIdentity other) {
        return stage.isFree(other)
                && other.owner == one.owner
                && !other.provider().equals(one.provider())
                && WITH_ADDRESS.and(busy()).test(other);
    }

    private void failedProbing(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                ofKind(Kind.MICROSOFT_APP, Kind.OKTA_APP, Kind.GITHUB_APP, Kind.GITHUB_TOKEN)
                        .and(busy()));
        List<String> targets = identity.provider().equals("github")
                ? GeneratedCompany.repositories()
                : GeneratedCompany.entraResources();
        stage.burst(
                story,
                identity,
                stage.moment(1),
                Duration.ofMinutes(30),
                random.between(60, 120),
                act -> (identity.kind == Kind.OKTA_APP ? act : act.doing(act.call(), random.pick(targets))).failed());
    }

    private void enumeration(PlantedScenario story) {
        GeneratedIdentity identity =
                stage.take(story, ofKind(Kind.GITHUB_APP, Kind.GITHUB_TOKEN).and(busy()));
        List<String> repositories = GeneratedCompany.repositories();
        int offset = random.below(80);
        int[] next = {0};
        stage.burst(
                story,
                identity,
                stage.moment(1),
                Duration.ofMinutes(50),
                60,
                act -> act.doing("git.clone", repositories.get((offset + next[0]++) % repositories.size())));
    }

    private void quietForeignUse(PlantedScenario story) {
        GeneratedIdentity identity = stage.take(
                story,
                WITH_ADDRESS.and(busy()).and(each -> !each.first().addresses().isEmpty()));
        SimulatedAddress from = stage.abroad();
        Instant at = stage.moment(4);
        for (int day = 0; day < 3; day++) {
            stage.burst(
                    story,
                    identity,
                    stage.workingHour(identity.owner, at.plus(Duration.ofDays(day))),
                    Duration.ofHours(5),
                    random.between(2, 5),
                    act -> act.from(from, act.client()));
        }
    }

    private void persistence(PlantedScenario story) {
        GeneratedIdentity identity =
                stage.take(story, ofKind(Kind.MICROSOFT_APP).and(busy()));
        Instant at = stage.moment(1);
        String name = "Office Update Service";
        String created = random.guid();
        List<String> activities =
                List.of("Add application", "Add service principal", "Add service principal credentials");
        for (int i = 0; i < activities.size(); i++) {
            stage.log.about(
                    identity,
                    stage.rows
                            .microsoft()
                            .byApp(
                                    at.plusSeconds(20L * i),
                                    identity,
                                    activities.get(i),
                                    "ApplicationManagement",
                                    i == 0 ? "Application" : "ServicePrincipal",
                                    created,
                                    name,
                                    Map.of("DisplayName", name)),
                    story);
        }
    }
}
