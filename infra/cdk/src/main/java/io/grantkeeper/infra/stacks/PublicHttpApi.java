package io.grantkeeper.infra.stacks;

import io.grantkeeper.infra.config.DeploymentConfig;
import io.grantkeeper.infra.functions.FunctionTrigger;
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
 * The HTTP API that receives all requests from the internet. API Gateway limits the request rate. AWS limits the size
 * of request bodies to 10 MB for the API and to 6 MB for a function. Each function applies a lower limit that suits its
 * callers.
 */
final class PublicHttpApi {
    private final HttpApi api;
    private final Optional<String> domain;
    private final CfnStage stage;
    private final List<String> limits = new ArrayList<>();
    private final List<HttpRoute> ofDecisions = new ArrayList<>();

    PublicHttpApi(Construct scope, DeploymentConfig deployment, String logKeyArn) {
        this.api = HttpApi.Builder.create(scope, "Api")
                .apiName(deployment.prefix())
                .description("Receives webhooks from providers and decision requests from agents")
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
            throw new IllegalStateException("a stage has a default child");
        }
        this.stage = plain;
        this.domain = deployment.domain().flatMap(DeploymentConfig.Domain::name);
        deployment.domain().ifPresent(wanted -> addCustomDomain(scope, wanted, made));
        // The route is logged instead of the path, which can contain an unguessable part.
        plain.setAccessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(logs.getAttrArn())
                .format("{\"requestId\":\"$context.requestId\","
                        // The only ID that the function's log lines also contain. docs/metrics.md describes how to
                        // correlate the lines.
                        + "\"integration\":\"$context.integration.requestId\",\"time\":\"$context.requestTime\","
                        + "\"ip\":\"$context.identity.sourceIp\",\"route\":\"$context.routeKey\","
                        + "\"status\":\"$context.status\",\"length\":\"$context.responseLength\","
                        + "\"error\":\"$context.integrationErrorMessage\"}")
                .build());
    }

    private void addCustomDomain(Construct scope, DeploymentConfig.Domain wanted, HttpStage stage) {
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
                    .description("CNAME target for %s".formatted(name))
                    .value(made.getRegionalDomainName())
                    .build();
        }
    }

    /**
     * Returns the base URL without a path. Without a custom domain, it is the API's own URL, which changes if the API
     * is recreated.
     */
    String address() {
        return domain.map(name -> "https://" + name).orElseGet(api::getApiEndpoint);
    }

    HttpApi api() {
        return api;
    }

    void addRoutes(FunctionTrigger.HttpRequests requests, DeployedFunction function) {
        var integration = new HttpLambdaIntegration(function.row().name(), function.alias());
        for (String route : requests.routes()) {
            String[] parts = route.split(" ", 2);
            List<HttpRoute> made = api.addRoutes(AddRoutesOptions.builder()
                    .path(parts[1])
                    .methods(List.of(HttpMethod.valueOf(parts[0])))
                    .integration(integration)
                    .build());
            if (requests.limit() == FunctionTrigger.Limit.DECISIONS) {
                ofDecisions.addAll(made);
                limits.add(route);
            }
            made.forEach(each -> CdkNagSuppressions.accept(each, "AwsSolutions-APIG4", authorizationOf(parts[1])));
        }
    }

    /** Returns how a route is protected without an API Gateway authorizer. */
    static String authorizationOf(String path) {
        String start = path.substring(1).replaceFirst("/.*", "");
        return switch (start) {
            case ".well-known" ->
                "Anyone may read this document: it contains URLs and supported features, but no tenant data";
            case "webhooks" ->
                "The function verifies the provider's signature or secret over the raw bytes, which an authorizer does not receive; a provider's handshake is answered from the request alone and changes nothing";
            case "access" ->
                "The function verifies a caller's API key or token and denies everything else; an authorizer would need the same configuration and could not apply the fail-closed response";
            case "ssf" ->
                "The function verifies a receiver's token and hides other receivers' streams; the public keys under this path are for everyone";
            case "console" ->
                "These are the application's files, which contain no tenant data, and the sign-in at the issuer, which the function verifies";
            case "api" ->
                "The function verifies a session cookie, an API key or a token and names the roles of each operation; an authorizer cannot read a session that is stored in the table";
            case "answers", "reviews" ->
                "The path contains a signed ticket for one person, question and state, which the function verifies; an email link cannot carry other credentials";
            case "tickets" ->
                "The function verifies the signature of the ticket system over the raw bytes, which an authorizer does not receive";
            case "slack" ->
                "The function verifies Slack's signature over the raw bytes, which an authorizer does not receive";
            default ->
                throw new IllegalArgumentException(
                        "PublicHttpApi states no reason why %s needs no authorizer: add the reason there"
                                .formatted(path));
        };
    }

    /** Sets a separate rate limit for decision routes. */
    void limitDecisions(DeploymentConfig deployment) {
        Map<String, Object> settings = new TreeMap<>();
        limits.forEach(route -> settings.put(
                route,
                // Sorted, so that a template changes only where the configuration changed.
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
