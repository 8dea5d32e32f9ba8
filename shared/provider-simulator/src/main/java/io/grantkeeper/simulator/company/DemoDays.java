package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo's scripted days: on the first, one of everything that Grantkeeper must notice. */
final class DemoDays {

    private static final String OWNER = "bencarter-it";

    private final DailyUse dailyUse;

    DemoDays(DailyUse dailyUse) {
        this.dailyUse = dailyUse;
    }

    void schedule(Company company) {
        company.script(this::first);
        company.script(this::second);
        company.script(this::third);
    }

    private void first(Company company, Instant morning, List<Fact> facts) {
        var cast = new Cast(company);
        var day = new Happenings(company, facts);
        day.consent(
                cast.person("marcus.reed"), AppCatalogue.google("Fireflies.ai Notetaker"), true, hours(morning, 1.2));
        Person miriam = cast.person("miriam.katz");
        day.growScopes(
                miriam, grant(company, miriam, "Zapier"), List.of("https://mail.google.com/"), hours(morning, 2));
        day.install(AppCatalogue.gitHub("devin-ai-integration"), "arjunrao", hours(morning, 2.5));
        day.widen(cast.installation("coderabbitai"), "gracewong", hours(morning, 3));
        day.leave(cast.person("marek.nowak"), cast.person("simon.keller"), OWNER, hours(morning, 4));
        day.addDeployKey(cast.repository("payments"), "agent runner", false, "nklein", hours(morning, 5));
        request(company, day, cast.account("sofiaalmeida"), hours(morning, 6));
        company.onGitHub().setCodingAgent(new CodingAgentPolicy("all", List.of()), OWNER, hours(morning, 6.5));
        day.note(new Fact.ReachGrew(
                Provider.GITHUB,
                "copilot-coding-agent",
                "Copilot coding agent",
                "selected repositories",
                "all repositories"));
        late(company, day, cast.person("sara.lindholm"), hours(morning, 23));
        unused(day, "Zapier", "send mail");
        unused(day, "Backupify", "read mail");
        unused(day, "HubSpot Sales", "change or delete mail");
        Installation silent = cast.installation("statuspage-sync");
        dailyUse.silence(silent.slug());
        day.fallSilent(silent);
        DemoSlack.first(company, morning, facts);
    }

    private void second(Company company, Instant morning, List<Fact> facts) {
        var cast = new Cast(company);
        var day = new Happenings(company, facts);
        var fireflies = AppCatalogue.google("Fireflies.ai Notetaker");
        day.consent(cast.person("ethan.brooks"), fireflies, false, hours(morning, 1));
        day.consent(cast.person("hannah.lee"), fireflies, false, hours(morning, 1.5));
        day.consent(
                cast.person("sara.lindholm"), AppCatalogue.google("Read AI Meeting Copilot"), true, hours(morning, 2));
        day.install(AppCatalogue.gitHub("claude"), "danacole", hours(morning, 3));
        day.growPermissions(
                cast.installation("codecov"),
                Map.of("contents", "write", "workflows", "write"),
                OWNER,
                hours(morning, 4));
        Person simon = cast.person("simon.keller");
        List<String> delegated = AppCatalogue.scopes("gmail.readonly calendar drive");
        company.onGoogle().grantDelegation(simon, "115820937461029384756", delegated, hours(morning, 5));
        day.note(new Fact.DelegationGranted("115820937461029384756", delegated, simon.email()));
        Person owen = cast.person("owen.hughes");
        day.revoke(owen, grant(company, owen, "Grammarly"), hours(morning, 6));
        Person diego = cast.person("diego.torres");
        company.onGoogle()
                .addAppPassword(
                        diego, new AppPassword(diego.id(), 3, "n8n mail trigger", hours(morning, 7), Optional.empty()));
        day.note(new Fact.CredentialAdded(
                Provider.GOOGLE_WORKSPACE, "app password", "3", "n8n mail trigger", diego.email()));
    }

    private void third(Company company, Instant morning, List<Fact> facts) {
        var cast = new Cast(company);
        var day = new Happenings(company, facts);
        Person nadia = cast.person("nadia.petrova");
        day.growScopes(
                nadia, grant(company, nadia, "Claude"), AppCatalogue.scopes("gmail.modify drive"), hours(morning, 1));
        day.widen(cast.installation("claude"), "danacole", hours(morning, 2));
        day.install(AppCatalogue.gitHub("cursor"), "nklein", hours(morning, 3));
        day.consent(cast.person("luca.ferrari"), AppCatalogue.google("Manus"), true, hours(morning, 4));
        day.consent(cast.person("oliver.grant"), AppCatalogue.google("Perplexity"), true, hours(morning, 5));
        company.onGitHub().publish(cast.repository("status-page"), "lmurphy", hours(morning, 6));
        var hook = new OrganizationHook(
                company.nextId(),
                "https://relay.agents.example/larkfield/7f3c",
                List.of("push", "issues", "pull_request"),
                true,
                hours(morning, 7),
                hours(morning, 7));
        company.onGitHub().addHook(hook, OWNER);
        day.note(new Fact.CredentialAdded(Provider.GITHUB, "webhook", Long.toString(hook.id()), hook.url(), OWNER));
    }

    private static void unused(Happenings day, String app, String what) {
        GoogleApp google = AppCatalogue.google(app).app();
        day.note(new Fact.AccessUnused(Provider.GOOGLE_WORKSPACE, google.clientId(), google.name(), what));
    }

    /** Next morning the grant is in the listing, and the report does not tell of it before noon. */
    private static void late(Company company, Happenings day, Person person, Instant at) {
        var otter = AppCatalogue.google("Otter.ai");
        company.onGoogle().consentReportedLate(person, otter.app(), otter.scopes(), at, Duration.ofHours(5));
        day.note(new Fact.GrantAppeared(
                Provider.GOOGLE_WORKSPACE, otter.app().clientId(), otter.app().name(), person.email(), otter.scopes()));
    }

    private static void request(Company company, Happenings day, GitHubAccount owner, Instant at) {
        var token = new PersonalAccessToken(
                company.nextId(),
                company.nextId(),
                "agent-sandbox",
                owner,
                "all",
                List.of(),
                TokenPermissions.of(Map.of(), Map.of("contents", "write", "workflows", "write", "metadata", "read")),
                at,
                Optional.of(at.plus(Duration.ofDays(30))),
                Optional.empty());
        var request = new TokenRequest(company.nextId(), Optional.of("Let my agent open pull requests"), token, at);
        company.onGitHub().requestToken(request);
        day.note(new Fact.TokenRequested(request.id(), token.name(), owner.login()));
    }

    private static GoogleGrant grant(Company company, Person person, String app) {
        return company.google()
                .grant(person.id(), AppCatalogue.google(app).app().clientId())
                .orElseThrow();
    }

    private static Instant hours(Instant morning, double hours) {
        return morning.plusSeconds(Math.round(hours * 3600));
    }
}
