package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.Deployment;
import io.grantkeeper.infra.functions.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.ApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.SecurityPolicy;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.ApiGatewayv2DomainProperties;
import software.constructs.Construct;

/**
 * The HTTP API that providers call. Its rate is limited here; a body's size is limited by AWS (10 MB, and 6 MB on the way
 * to a function), and below that by the function, which knows what each provider sends.
 */
final class FrontDoor {
    private final HttpApi api;
    private final Optional<String> domain;
    private final CfnStage stage;
    private final List<String> limits = new ArrayList<>();
    private final List<HttpRoute> ofDecisions = new ArrayList<>();

    FrontDoor(Construct scope, Deployment deployment, String logKeyArn) {
        this.api = HttpApi.Builder.create(scope, "Api")
                .apiName(deployment.prefix())
                .description("Where providers' webhooks and agents' questions arrive")
                .createDefaultStage(false)
                .build();
        CfnLogGroup logs = CfnLogGroup.Builder.create(scope, "ApiLogs")
                .logGroupName("/%s/api".formatted(deployment.prefix()))
                .retentionInDays(deployment.logDays())
                .kmsKeyId(logKeyArn)
                .build();
        logs.applyRemovalPolicy(RemovalPolicy.DESTROY);
        HttpStage made = HttpStage.Builder.create(scope, "ApiStage")
                .httpApi(api)
                .stageName("$default")
                .autoDeploy(true)
                .detailedMetricsEnabled(true)
                .throttle(ThrottleSettings.builder()
                        .rateLimit(deployment.requestRate())
                        .burstLimit(deployment.burst())
                        .build())
                .build();
        CfnStage plain = (CfnStage) made.getNode().getDefaultChild();
        if (plain == null) {
            throw new IllegalStateException("a stage has a resource of its own");
        }
        this.stage = plain;
        this.domain = deployment.domain().flatMap(Deployment.Domain::name);
        deployment.domain().ifPresent(wanted -> named(scope, wanted, made));
        // The route and not the path, in which there can be an unguessable part.
        plain.setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(logs.getAttrArn())
                .format("{\"requestId\":\"$context.requestId\","
                        // The one id that the function's lines have too: docs/metrics.md leads from one to the other.
                        + "\"integration\":\"$context.integration.requestId\",\"time\":\"$context.requestTime\","
                        + "\"ip\":\"$context.identity.sourceIp\",\"route\":\"$context.routeKey\","
                        + "\"status\":\"$context.status\",\"length\":\"$context.responseLength\","
                        + "\"error\":\"$context.integrationErrorMessage\"}")
                .build());
    }

    private void named(Construct scope, Deployment.Domain wanted, HttpStage stage) {
        String name = wanted.name().orElseThrow();
        DomainName made = DomainName.Builder.create(scope, "Domain")
                .domainName(name)
                .certificate(Certificate.fromCertificateArn(
                        scope, "Certificate", wanted.certificateArn().orElseThrow()))
                .securityPolicy(SecurityPolicy.TLS_1_2)
                .build();
        ApiMapping.Builder.create(scope, "DomainMapping")
                .api(api)
                .domainName(made)
                .stage(stage)
                .build();
        wanted.hostedZone()
                .ifPresent(zone -> ARecord.Builder.create(scope, "DomainRecord")
                        .recordName(name)
                        .zone(HostedZone.fromHostedZoneAttributes(
                                scope,
                                "Zone",
                                HostedZoneAttributes.builder()
                                        .hostedZoneId(zone.id().orElseThrow())
                                        .zoneName(zone.name().orElseThrow())
                                        .build()))
                        .target(RecordTarget.fromAlias(new ApiGatewayv2DomainProperties(
                                made.getRegionalDomainName(), made.getRegionalHostedZoneId())))
                        .build());
        if (wanted.hostedZone().isEmpty()) {
            CfnOutput.Builder.create(scope, "DomainTarget")
                    .description("Where %s has to lead, as a CNAME".formatted(name))
                    .value(made.getRegionalDomainName())
                    .build();
        }
    }

    /** Without a path. Without a name of yours it is the API's own, and another one once the API is made again. */
    String address() {
        return domain.map(name -> "https://" + name).orElseGet(api::getApiEndpoint);
    }

    HttpApi api() {
        return api;
    }

    void lead(Trigger.OfRequests requests, DeployedFunction function) {
        var integration = new HttpLambdaIntegration(function.row().name(), function.alias());
        for (String route : requests.routes()) {
            String[] parts = route.split(" ", 2);
            List<HttpRoute> made = api.addRoutes(AddRoutesOptions.builder()
                    .path(parts[1])
                    .methods(List.of(HttpMethod.valueOf(parts[0])))
                    .integration(integration)
                    .build());
            if (requests.limit() == Trigger.Limit.DECISIONS) {
                ofDecisions.addAll(made);
                limits.add(route);
            }
            made.forEach(
                    each -> Suppressions.on(
                            each,
                            "AwsSolutions-APIG4",
                            "Each request carries a proof that the function checks before it reads anything else: a provider's signature over the raw bytes, or a caller's key or token, which no authorizer of API Gateway knows"));
        }
    }

    /** Decisions have a limit of their own, beside the one for everything else. */
    void limit(Deployment deployment) {
        Map<String, Object> settings = new TreeMap<>();
        limits.forEach(route -> settings.put(
                route,
                // In order: a template differs from the last one only where something changed.
                new TreeMap<>(Map.of(
                        "ThrottlingRateLimit",
                        deployment.decisionRate(),
                        "ThrottlingBurstLimit",
                        2 * deployment.decisionRate(),
                        "DetailedMetricsEnabled",
                        true))));
        stage.setRouteSettings(settings);
        ofDecisions.forEach(route -> stage.getNode().addDependency(route));
    }
}
