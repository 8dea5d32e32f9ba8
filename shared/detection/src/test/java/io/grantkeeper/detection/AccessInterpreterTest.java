package io.grantkeeper.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.permissions.PermissionVocabularies;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessInterpreterTest {

    private static final String APP_ID = "5c0f1a52-7d1e-4b58-9f0e-31b6a07d2c11";
    private static final String MICROSOFT_SERVICES = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";
    private static final String CUSTOMER = "9e2b6c3d-1f44-4d0a-8a55-cc2f7f0b8e21";

    private final AccessInterpreter interpreter =
            new AccessInterpreter(PermissionVocabularies.standard(), AppCatalog.standard());

    @Test
    void recognizesFirstPartyMicrosoftAppByOwnerTenant() {
        NonHumanIdentity app =
                app("entra", "Azure Gallery RP").withAliases(Set.of(new Alias("oauth-client-id", APP_ID)));

        assertThat(isFirstParty(app.withAttributes(Map.of("home-tenant", MICROSOFT_SERVICES))))
                .isTrue();
        assertThat(isFirstParty(app.withAttributes(Map.of("home-tenant", CUSTOMER))))
                .isFalse();
        assertThat(isFirstParty(app)).isFalse();
    }

    @Test
    void recognizesFirstPartyGitHubAndSlackAppsByIdOrSlug() {
        NonHumanIdentity dependabot = app("github", "dependabot");
        NonHumanIdentity webhooks = app("slack", "Incoming WebHooks");

        assertThat(isFirstParty(dependabot.withAliases(Set.of(new Alias("github-app-id", "29110")))))
                .isTrue();
        assertThat(isFirstParty(dependabot.withAliases(
                        Set.of(new Alias("github-app-id", "1"), new Alias("github-app-slug", "dependabot")))))
                .isTrue();
        assertThat(isFirstParty(dependabot.withAliases(
                        Set.of(new Alias("github-app-id", "1"), new Alias("github-app-slug", "29110")))))
                .isFalse();
        assertThat(isFirstParty(webhooks.withAliases(Set.of(new Alias("slack-app-id", "A0F7XDUAZ")))))
                .isTrue();
        assertThat(isFirstParty(webhooks.withAliases(Set.of(new Alias("slack-app-id", "A0FAKE")))))
                .isFalse();
    }

    @Test
    void trustsPublisherThatConnectorRecords() {
        NonHumanIdentity console = app("okta", "Console");

        assertThat(isFirstParty(console.withPublisher(KnownOrUnknown.known("Okta"), Set.of("acme.okta.com"))))
                .isTrue();
        assertThat(isFirstParty(app("okta", "Okta Dashboard")
                        .withPublisher(KnownOrUnknown.known("Northwind"), Set.of("www.okta.com"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "slack, Slack Sync, quip.com",
        "slack, Slack Sync, heroku.com",
        "slack, Slack Sync, tableau.com",
        "slack, Slack Sync, slack.dev.",
        "slack, Slack Sync, docs.slack.dev",
        "okta, Okta Sync, www.okta.com.",
        "okta, Okta Sync, developer.okta.com"
    })
    void doesNotTrustProvidersHostThatDeveloperStates(String provider, String name, String host) {
        NonHumanIdentity app = app(provider, name).withPublisher(KnownOrUnknown.unknown(), Set.of(host));

        assertThat(isFirstParty(app)).isFalse();
    }

    private boolean isFirstParty(NonHumanIdentity identity) {
        return interpreter.recognize(identity, Set.of()).firstParty();
    }

    private static NonHumanIdentity app(String provider, String name) {
        return NonHumanIdentity.of(
                new IdentityId(new ConnectionId(provider + "-acme"), IdentityKind.OAUTH_CLIENT, name),
                new ProviderId(provider),
                "app",
                name);
    }
}
