package io.grantkeeper.simulator.company;

import io.grantkeeper.simulator.company.CredentialAuthorization.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seeds the demo company's tokens, keys, webhooks, seats and secrets on GitHub. */
final class DemoCredentials {

    private final Company company;
    private final Instant now;
    private final DemoCharacters characters;

    DemoCredentials(Company company, Instant now) {
        this.company = company;
        this.now = now;
        this.characters = new DemoCharacters(company);
    }

    void seed() {
        tokens();
        credentialAuthorizations();
        keys();
        hooks();
        seats();
        secrets();
        company.onGitHub()
                .setCodingAgent(
                        new CodingAgentPolicy(
                                "selected",
                                List.of(characters.repository("docs").id())),
                        "tbrandt",
                        ago(60));
    }

    private void tokens() {
        token("release-bot", "hugolq", "all", Map.of(), Map.of("contents", "write", "metadata", "read"), 300, 8, 1);
        token("local-dev", "danacole", "subset", Map.of(), Map.of("contents", "read", "metadata", "read"), 40, 50, 2);
        token("dashboards", "mateog", "subset", Map.of(), Map.of("issues", "read", "metadata", "read"), 88, 2, 5);
        token(
                "org-report",
                "bencarter-it",
                "none",
                Map.of("members", "read", "organization_administration", "read"),
                Map.of(),
                20,
                160,
                7);
        token("old-migration", "mareknowak", "all", Map.of(), Map.of("administration", "write"), 400, 0, 210);
        request("cursor-experiments", "nklein", Map.of("contents", "write", "metadata", "read"), "Trying Cursor");
        request("n8n-workflows", "dtorres-growth", Map.of("issues", "write", "metadata", "read"), null);
    }

    /**
     * Adds a fine-grained token.
     *
     * @param age the token's age in days
     * @param lifeLeft the number of days until the token expires; 0 if it never expires
     */
    private void token(
            String name,
            String login,
            String selection,
            Map<String, String> organization,
            Map<String, String> repository,
            int age,
            int lifeLeft,
            int lastUsed) {
        company.onGitHub()
                .grantToken(new PersonalAccessToken(
                        company.nextId(),
                        company.nextId(),
                        name,
                        characters.account(login),
                        selection,
                        selection.equals("subset")
                                ? List.of(
                                        characters.repository("platform").id(),
                                        characters.repository("web-app").id())
                                : List.of(),
                        TokenPermissions.of(organization, repository),
                        ago(age),
                        lifeLeft == 0 ? Optional.empty() : Optional.of(now.plus(Duration.ofDays(lifeLeft))),
                        Optional.of(ago(lastUsed))));
    }

    private void request(String name, String login, Map<String, String> permissions, @Nullable String why) {
        company.onGitHub()
                .requestToken(new TokenRequest(
                        company.nextId(),
                        Optional.ofNullable(why),
                        new PersonalAccessToken(
                                company.nextId(),
                                company.nextId(),
                                name,
                                characters.account(login),
                                "all",
                                List.of(),
                                TokenPermissions.of(Map.of(), permissions),
                                ago(2),
                                Optional.of(now.plus(Duration.ofDays(88))),
                                Optional.empty()),
                        ago(2)));
    }

    private void credentialAuthorizations() {
        credential("lmurphy", Kind.CLASSIC_TOKEN, "terraform runs", List.of("repo", "admin:org"), 260, 1, 0);
        credential("mareknowak", Kind.CLASSIC_TOKEN, "laptop", List.of("repo"), 640, 400, 0);
        credential("danacole", Kind.SSH_KEY, "work laptop", List.of(), 310, 1, 0);
        credential("ipekyilmaz", Kind.SSH_KEY, "desktop", List.of(), 120, 2, 0);
        credential("gracewong", Kind.OAUTH_APP_TOKEN, "Postman", List.of("repo", "user:email"), 30, 4, 0);
        credential("zoebennett", Kind.OAUTH_APP_TOKEN, "Hex", List.of("repo", "read:org"), 75, 6, 0);
        credential("nklein", Kind.CLASSIC_TOKEN, "fastlane match", List.of("repo", "workflow"), 150, 2, 25);
    }

    private void credential(
            String login, Kind kind, String note, List<String> scopes, int age, int accessed, int lifeLeft) {
        boolean ssh = kind == Kind.SSH_KEY;
        long id = company.nextId();
        company.onGitHub()
                .authorizeCredential(new CredentialAuthorization(
                        id,
                        login,
                        kind,
                        note,
                        ssh ? Optional.empty() : Optional.of("%08x".formatted(id)),
                        scopes,
                        ssh ? Optional.of("SHA256:%043x".formatted(id)) : Optional.empty(),
                        ago(age),
                        Optional.of(ago(accessed)),
                        lifeLeft == 0 ? Optional.empty() : Optional.of(now.plus(Duration.ofDays(lifeLeft)))));
    }

    private void keys() {
        key("device-firmware", "build farm", true, "hugolq", 500, 1);
        key("infrastructure", "argo-cd", true, "lmurphy", 410, 1);
        key("release-tooling", "signing host", false, "hugolq", 700, 9);
        key("legacy-billing", "cron on billing-01", false, "mareknowak", 1300, 0);
    }

    private void key(String repository, String title, boolean readOnly, String by, int age, int lastUsed) {
        company.onGitHub()
                .addDeployKey(
                        new SimulatedDeployKey(
                                company.nextId(),
                                characters.repository(repository).id(),
                                title,
                                readOnly,
                                Optional.of(by),
                                ago(age),
                                lastUsed == 0 ? Optional.empty() : Optional.of(ago(lastUsed))),
                        characters.repository(repository));
    }

    private void hooks() {
        company.onGitHub()
                .addHook(
                        new OrganizationHook(
                                company.nextId(),
                                "https://ci.larkfield.example/github-webhook/",
                                List.of("push", "pull_request"),
                                true,
                                ago(700),
                                ago(90)),
                        "hugolq");
        company.onGitHub()
                .addHook(
                        new OrganizationHook(
                                company.nextId(),
                                "https://hooks.zapier.example/hooks/catch/48151/bq7x2f/",
                                List.of("issues", "member"),
                                true,
                                ago(120),
                                ago(120)),
                        "bencarter-it");
    }

    private void seats() {
        int day = 0;
        for (GitHubAccount member : company.gitHub().members().all()) {
            boolean used = ++day % 5 != 0;
            company.gitHub()
                    .seats()
                    .put(new CopilotSeat(
                            member,
                            ago(100 + day),
                            used ? Optional.of(ago(day % 4)) : Optional.empty(),
                            used ? Optional.of("vscode/1.105.1/copilot-chat/0.32.4") : Optional.empty()));
        }
    }

    private void secrets() {
        secret("actions", "AWS_DEPLOY_ROLE", "private", 500);
        secret("actions", "NPM_TOKEN", "all", 900);
        secret("dependabot", "PRIVATE_REGISTRY_TOKEN", "selected", 300);
        secret("agents", "LINEAR_API_KEY", "selected", 20);
    }

    private void secret(String store, String name, String visibility, int age) {
        company.gitHub().secrets().put(new OrganizationSecret(store, name, visibility, ago(age), ago(age / 2)));
    }

    private Instant ago(int days) {
        return now.minus(Duration.ofDays(days)).minusSeconds(days * 13L);
    }
}
