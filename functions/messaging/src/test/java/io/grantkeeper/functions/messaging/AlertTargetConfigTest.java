package io.grantkeeper.functions.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.targets.AlertTargetRoute;
import io.grantkeeper.targets.inbound.TicketWebhook;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTargetConfigTest {
    private static final String ALL = """
            {"id": "chat", "kind": "teams", "url": "env:TEAMS_URL"},
            {"id": "oncall", "kind": "pagerduty", "routingKey": "env:KEY", "region": "eu", "least": "critical",
             "webhookSecret": "env:HOOK"},
            {"id": "security-jira", "kind": "jira", "site": "https://acme.atlassian.net", "project": "SEC",
             "user": "bot@acme.com", "token": "env:TOKEN", "types": ["shadow-ai"], "webhookSecret": "env:HOOK"},
            {"id": "itsm", "kind": "servicenow", "instance": "https://acme.service-now.com", "user": "grantkeeper",
             "password": "env:PASSWORD", "webhookSecret": "env:HOOK"},
            {"id": "soar", "kind": "webhook", "url": "https://soar.acme.com/hook", "secret": "env:SECRET"}""";

    private static AlertsConfig parse(String targets) {
        return AlertsConfig.parse("""
                {"securityTeam": {"email": "security@acme.com"}, "from": "grantkeeper@acme.com", "least": "high",
                 "targets": [%s]}""".formatted(targets));
    }

    @Test
    void buildsTargetOfEachKindWithoutResolvingSecrets() {
        AlertTargets targets = AlertTargets.of(
                parse(ALL).allTargets(),
                Severity.HIGH,
                _ -> {
                    throw new IllegalStateException("a secret is needed only for a call");
                },
                Clock.systemUTC());
        assertThat(targets.routes())
                .extracting(route -> route.target().definition().product())
                .containsExactly("Microsoft Teams", "PagerDuty", "Jira", "ServiceNow", "the webhook");
        assertThat(targets.routes())
                .extracting(AlertTargetRoute::least)
                .containsExactly(Severity.HIGH, Severity.CRITICAL, Severity.HIGH, Severity.HIGH, Severity.HIGH);
        assertThat(targets.routes().get(2).types()).containsExactly(FindingType.SHADOW_AI);
        assertThat(targets.webhooks())
                .extracting(TicketWebhook::target)
                .containsExactly("oncall", "security-jira", "itsm");
    }

    @Test
    void verifiesWebhooksWithoutCredentialsOfTargets() {
        List<TicketWebhook> webhooks =
                AlertTargets.webhooks(parse(ALL).allTargets(), _ -> Secret.of("only for verification"));
        assertThat(webhooks).hasSize(3);
        assertThat(parse(ALL).allTargets().get(1).sendingReferences()).containsOnlyKeys("routingKey");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"kind": "teams", "url": "env:U"}                                   | 'targets[0].id' must be a name
                    {"id": "Chat!", "kind": "teams", "url": "env:U"}                    | 'targets[0].id' must be a name
                    {"id": "a", "kind": "pagerdtuy"}                                    | 'targets[0].kind' must be teams, pagerduty
                    {"id": "a", "kind": "teams", "url": "https://canary.logic.azure.com/x"} | 'targets[0].url' must be a reference
                    {"id": "a", "kind": "teams", "url": "env:U", "webhookSecret": "env:W"} | 'targets[0].webhookSecret' cannot be set
                    {"id": "a", "kind": "pagerduty"}                                    | 'targets[0].routingKey' must be a reference
                    {"id": "a", "kind": "pagerduty", "routingKey": "canary"}            | 'targets[0].routingKey' must be a reference
                    {"id": "a", "kind": "pagerduty", "routingKey": "env:K", "region": "mars"} | 'targets[0].region' must be us or eu
                    {"id": "a", "kind": "jira", "site": "http://jira.acme.com", "project": "SEC", "user": "b", "token": "env:T"} | 'targets[0].site' does not start with https://
                    {"id": "a", "kind": "jira", "site": "https://169.254.169.254", "project": "SEC", "user": "b", "token": "env:T"} | 'targets[0].site' names a host by its address
                    {"id": "a", "kind": "jira", "site": "https://j.acme.com", "project": "se c\\" OR", "user": "b", "token": "env:T"} | 'targets[0].project' must be the key
                    {"id": "a", "kind": "servicenow", "instance": "https://s.acme.com"} | 'targets[0]' needs either 'user' and 'password', or 'apiKey'
                    {"id": "a", "kind": "webhook", "secret": "env:S"}                   | 'targets[0].url' is missing
                    {"id": "a", "kind": "webhook", "url": "https://u:canary@x.com/", "secret": "env:S"} | 'targets[0].url' contains a user name
                    {"id": "a", "kind": "teams", "url": "env:U", "least": "hihg"}       | 'targets[0].least' is 'hihg'
                    {"id": "a", "kind": "teams", "url": "env:U", "types": ["shadow-io"]} | 'targets[0].types' contains 'shadow-io'
                    {"id": "a", "kind": "teams", "url": "env:U"}, {"id": "a", "kind": "teams", "url": "env:U"} | 'targets[1].id' is the id of another target
                    """)
    void namesInvalidSettingWithoutRepeatingCredentials(String targets, String problem) {
        assertThatThrownBy(() -> parse(targets))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("canary");
    }
}
