package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests that the templates comply with the AWS Solutions rules of cdk-nag, except for findings that are accepted with a
 * reason, and that the CDK reports no warnings.
 */
class CdkNagTest {
    @ParameterizedTest
    @ValueSource(strings = {"acme", "everything", "images"})
    void compliesWithAwsSolutionsRules(String installation) {
        assertThat(SynthesizedTemplates.of(installation).messages()).isEmpty();
    }

    /** A reason that is wrong for its route would hide a route without protection. */
    @Test
    void acceptsEachPublicRouteForApplicableReason() {
        Map<String, String> proofs = Map.of(
                ".well-known", "Anyone may read",
                "webhooks", "provider's signature",
                "access", "API key or token",
                "ssf", "receiver's token",
                "answers", "signed ticket",
                "reviews", "signed ticket",
                "slack", "Slack's signature",
                "tickets", "signature of the ticket system",
                "console", "sign-in at the issuer",
                "api", "session cookie");
        Map<String, JsonNode> routes = SynthesizedTemplates.of("acme").resources("AWS::ApiGatewayV2::Route");
        assertThat(routes).isNotEmpty();
        routes.values().forEach(route -> {
            String key = route.at("/Properties/RouteKey").asString();
            String start = key.replaceFirst("\\S+ /", "").replaceFirst("/.*", "");
            assertThat(route.at("/Metadata/cdk_nag/rules_to_suppress").values())
                    .as(key)
                    .singleElement()
                    .matches(rule -> rule.path("id").asString().equals("AwsSolutions-APIG4"))
                    .extracting(rule -> rule.path("reason").asString())
                    .asString()
                    .contains(proofs.get(start));
        });
    }

    @Test
    void requiresReasonForNewRoute() {
        assertThatThrownBy(() -> PublicHttpApi.authorizationOf("/new/{path+}"))
                .hasMessageContainingAll("/new/{path+}", "add the reason there");
    }
}
