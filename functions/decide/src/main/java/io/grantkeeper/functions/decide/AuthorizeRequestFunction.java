package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.AuthZenHttpRequest;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Lambda authorizer for API Gateway: the caller is the subject, the HTTP method the action, and the route the
 * resource. Denies unknown callers and denies on every error. Disable authorizer caching in the gateway (a TTL of 0),
 * because a cached response outlives the policies that produced it.
 */
final class AuthorizeRequestFunction implements Function<ObjectNode, ObjectNode> {
    private final Logger log = FunctionLoggers.of(AuthorizeRequestFunction.class);
    private final CallerAuthentication authentication;
    private final CallerNames names;
    private final DecisionPoint decisions;
    private final DecisionRecorder recorder;
    private final boolean asPolicy;

    /**
     * Creates the authorizer.
     *
     * @param asPolicy whether to return an IAM policy even if the gateway accepts the simple response
     */
    AuthorizeRequestFunction(
            CallerAuthentication authentication,
            CallerNames names,
            DecisionPoint decisions,
            DecisionRecorder recorder,
            boolean asPolicy) {
        this.authentication = authentication;
        this.names = names;
        this.decisions = decisions;
        this.recorder = recorder;
        this.asPolicy = asPolicy;
    }

    @Override
    public ObjectNode apply(ObjectNode event) {
        ApiGatewayAuthorizerEvent call = ApiGatewayAuthorizerEvent.of(event);
        Optional<AuthZenCaller> caller = Optional.empty();
        boolean permitted = false;
        try {
            caller = caller(call);
            Optional<AuthZenCaller> known = caller;
            permitted = known.isPresent() && EndOfCallTasks.process(() -> permitted(call, known.get()));
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "a call could not be evaluated and is denied: {0}", ExceptionSummary.describe(e));
        }
        DecideFunction.flushOnLambda(recorder);
        String principal = caller.map(names::ofCaller).orElse("unknown");
        return asPolicy || !call.takesSimple()
                ? policyResponse(call, principal, permitted)
                : simpleResponse(principal, permitted);
    }

    private Optional<AuthZenCaller> caller(ApiGatewayAuthorizerEvent call) {
        return authentication.authenticate(
                                new AuthZenHttpRequest(call.method(), call.route(), call.headers(), new byte[0]))
                        instanceof CallerAuthentication.Outcome.Known(AuthZenCaller known)
                ? Optional.of(known)
                : Optional.empty();
    }

    private boolean permitted(ApiGatewayAuthorizerEvent call, AuthZenCaller caller) {
        DecisionPoint.Session session =
                decisions.open(caller, Optional.ofNullable(call.headers().get("X-Request-ID")));
        AuthZenEntity subject = AuthZenEntity.of("agent", names.ofActor(caller));
        AuthZenEntity resource = new AuthZenEntity(
                "route",
                call.route(),
                Map.of("host", AttributeValue.of(call.headers().getOrDefault("Host", ""))));
        return session.decide(new AccessRequest(
                        subject, call.method(), Map.of(), resource, Map.of(), caller.actors(), session.now()))
                .permitted();
    }

    private static ObjectNode simpleResponse(String principal, boolean permitted) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("isAuthorized", permitted);
        answer.putObject("context").put("caller", principal);
        return answer;
    }

    /**
     * Returns an IAM policy for exactly the called method. A broader policy would permit more calls if the gateway
     * caches it.
     */
    private static ObjectNode policyResponse(ApiGatewayAuthorizerEvent call, String principal, boolean permitted) {
        boolean named = !call.arn().isEmpty();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("principalId", principal);
        ObjectNode document = answer.putObject("policyDocument");
        document.put("Version", "2012-10-17");
        ObjectNode statement = document.putArray("Statement").addObject();
        statement.put("Action", "execute-api:Invoke");
        statement.put("Effect", permitted && named ? "Allow" : "Deny");
        statement.putArray("Resource").add(named ? call.arn() : "*");
        answer.putObject("context").put("caller", principal);
        return answer;
    }
}
