package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.infra.config.InvalidConfigException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests that every URL uses the installation's one base URL. */
class PublicAddressTest {
    private static final SynthesizedTemplates OWN_NAME = SynthesizedTemplates.of("everything");

    @Test
    void outputsEveryUrlThatOperatorMustEnter() {
        Map<String, JsonNode> outputs = SynthesizedTemplates.of("acme").outputs();
        assertThat(outputs)
                .containsKeys(
                        "Address",
                        "Webhookgithubacme",
                        "Decisions",
                        "DecisionsMetadata",
                        "Answers",
                        "SlackActions",
                        "SignalsMetadata");
        assertThat(outputs.get("SlackActions").toString()).contains("/slack/actions");
        assertThat(outputs.get("SignalsMetadata").toString()).contains("/.well-known/ssf-configuration");
        // Each path is a route or a prefix of a route.
        List<String> routes = SynthesizedTemplates.of("acme").resources("AWS::ApiGatewayV2::Route").values().stream()
                .map(route -> route.at("/Properties/RouteKey").asString().split(" ", 2)[1])
                .toList();
        assertThat(routes)
                .contains("/slack/actions", "/.well-known/ssf-configuration", "/.well-known/authzen-configuration")
                .contains("/access/v1/{further+}", "/answers/{ticket}");
    }

    @Test
    void omitsOutputsOfUnconfiguredFeatures() {
        assertThat(OWN_NAME.outputs()).doesNotContainKeys("Answers", "SlackActions", "SignalsMetadata");
    }

    @Test
    void usesCustomDomainInEveryUrl() {
        assertThat(OWN_NAME.resources("AWS::ApiGatewayV2::DomainName").values())
                .singleElement()
                .matches(
                        domain -> domain.at("/Properties/DomainName").asString().equals("grantkeeper.acme.com"))
                .matches(domain -> domain.at("/Properties/DomainNameConfigurations/0/SecurityPolicy")
                        .asString()
                        .equals("TLS_1_2"));
        assertThat(OWN_NAME.resources("AWS::ApiGatewayV2::ApiMapping")).hasSize(1);
        assertThat(OWN_NAME.byName("AWS::Route53::RecordSet", "Name")).containsOnlyKeys("grantkeeper.acme.com.");
        assertThat(OWN_NAME.outputs().get("Address").asString()).isEqualTo("https://grantkeeper.acme.com");
        assertThat(OWN_NAME.outputs().get("Webhookgoogleacme").asString())
                .isEqualTo("https://grantkeeper.acme.com/webhooks/acme/google-acme");
        for (String function : List.of("plan-sweep", "decide")) {
            assertThat(OWN_NAME.byName("AWS::Lambda::Function", "FunctionName")
                            .get(OWN_NAME.installation().deployment().functionName(function))
                            .at("/Environment/Variables/GRANTKEEPER_WEBHOOK_URL")
                            .asString())
                    .isEqualTo("https://grantkeeper.acme.com");
        }
    }

    @Test
    void outputsCnameTargetIfNoHostedZoneIsConfigured() {
        SynthesizedTemplates elsewhere = SynthesizedTemplates.withDeployment("acme", "domain", """
                {"name": "grantkeeper.acme.com",
                 "certificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b"}""");
        assertThat(elsewhere.outputs()).containsKey("DomainTarget");
        assertThat(elsewhere.resources("AWS::Route53::RecordSet")).isEmpty();
    }

    @Test
    void rejectsInvalidDomain() {
        assertThatThrownBy(() -> SynthesizedTemplates.withDeployment("acme", "domain", """
                        {"name": "grantkeeper.acme.com",
                         "certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/0a1b",
                         "hostedZone": {"id": "Z0", "name": "example.com"}}"""))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("deployment.domain.certificateArn: must be in the installation's region")
                .hasMessageContaining("deployment.domain.hostedZone: needs 'id' and a 'name' that");
        assertThatThrownBy(() -> SynthesizedTemplates.withDeployment("acme", "domain", "{}"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("deployment.domain: needs 'name' and 'certificateArn'");
    }
}
