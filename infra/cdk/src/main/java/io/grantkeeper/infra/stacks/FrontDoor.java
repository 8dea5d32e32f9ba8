package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.functions.Trigger;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.constructs.Construct;

/**
 * The HTTP API that providers call. Its rate is limited here; a body's size is limited by AWS (10 MB, and 6 MB on the way
 * to a function), and below that by the function, which knows what each provider sends.
 */
final class FrontDoor {
    private final HttpApi api;

    FrontDoor(Construct scope, Deployment deployment, String logKeyArn) {
        this.api = HttpApi.Builder.create(scope, "Api")
                .apiName(deployment.prefix())
                .description("Where providers' webhooks arrive")
                .createDefaultStage(false)
                .build();
        CfnLogGroup logs = CfnLogGroup.Builder.create(scope, "ApiLogs")
                .logGroupName("/%s/api".formatted(deployment.prefix()))
                .retentionInDays(deployment.logDays())
                .kmsKeyId(logKeyArn)
                .build();
        logs.applyRemovalPolicy(RemovalPolicy.DESTROY);
        HttpStage stage = HttpStage.Builder.create(scope, "ApiStage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .detailedMetricsEnabled(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(deployment.requestRate())
                        .burstLimit(deployment.burst())
                        .build())
                .build();
        CfnStage plain = (CfnStage) stage.getNode().getDefaultChild();
        if (plain == null) {
            throw new IllegalStateException("a stage has a resource of its own");
        }
        // The route and not the path, in which there can be an unguessable part.
        plain.setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(logs.getAttrArn())
                .format("{\"requestId\":\"$context.requestId\",\"time\":\"$context.requestTime\","
                        + "\"ip\":\"$context.identity.sourceIp\",\"route\":\"$context.routeKey\","
                        + "\"status\":\"$context.status\",\"length\":\"$context.responseLength\","
                        + "\"error\":\"$context.integrationErrorMessage\"}")
                .build());
    }

    /** Without a path. */
    String address() {
        return api.getApiEndpoint();
    }

    HttpApi api() {
        return api;
    }

    void lead(Trigger.OfRequests requests, DeployedFunction function) {
        var integration = new HttpLambdaIntegration(function.row().name(), function.alias());
        for (String route : requests.routes()) {
            String[] parts = route.split(" ", 2);
            api.addRoutes(AddRoutesOptions.builder()
                            .path(parts[1])
                            .methods(List.of(HttpMethod.valueOf(parts[0])))
                            .integration(integration)
                            .build())
                    .forEach(
                            made -> Suppressions.on(
                                    made,
                                    "AwsSolutions-APIG4",
                                    "Providers cannot sign in: each request carries its provider's own proof, which the function checks over the raw bytes before it reads anything"));
        }
    }
}
