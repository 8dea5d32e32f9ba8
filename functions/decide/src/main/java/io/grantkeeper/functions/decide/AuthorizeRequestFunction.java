package io.grantkeeper.functions.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import io.grantkeeper.authzen.Caller;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.authzen.HttpCall;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides for an API Gateway whether a call may reach its API: the caller is the subject, the HTTP method the action, the
 * route the resource. Whoever is not known, and whatever goes wrong, is refused. Let the gateway keep no answers
 * (a time to live of 0): one that is kept outlives the policies it was made under.
 */
final class AuthorizeRequestFunction implements Function<APIGatewayV2CustomAuthorizerEvent, ObjectNode> {
    private final CallerAuthentication authentication;
    private final DecisionPoint decisions;
    private final DecisionRecorder recorder;
    private final boolean asPolicy;

    /** @param asPolicy whether to answer with an IAM policy instead of the simple form */
    AuthorizeRequestFunction(
            CallerAuthentication authentication, DecisionPoint decisions, DecisionRecorder recorder, boolean asPolicy) {
        this.authentication = authentication;
        this.decisions = decisions;
        this.recorder = recorder;
        this.asPolicy = asPolicy;
    }

    @Override
    public ObjectNode apply(APIGatewayV2CustomAuthorizerEvent event) {
        Map<String, String> headers = Gateway.present(event.getHeaders());
        HttpCall call = new HttpCall(method(event), path(event), headers, new byte[0]);
        Optional<Caller> caller =
                authentication.authenticate(call) instanceof CallerAuthentication.Outcome.Known(Caller known)
                        ? Optional.of(known)
                        : Optional.empty();
        boolean permitted = caller.isPresent() && permitted(event, caller.get(), headers.get("X-Request-ID"));
        DecideFunction.settleIn(recorder);
        String principal = caller.map(Caller::id).orElse("unknown");
        return asPolicy ? policy(event, principal, permitted) : simple(principal, permitted);
    }

    private boolean permitted(APIGatewayV2CustomAuthorizerEvent event, Caller caller, @Nullable String requestId) {
        DecisionPoint.Session session = decisions.open(caller, Optional.ofNullable(requestId));
        Party subject = Party.of(
                "agent",
                caller.actors().isEmpty() ? caller.id() : caller.actors().getLast());
        Party resource = new Party(
                "route",
                path(event),
                Map.of(
                        "host",
                        AttributeValue.of(Gateway.present(event.getHeaders()).getOrDefault("Host", ""))));
        return session.decide(new AccessRequest(
                        subject, method(event), Map.of(), resource, Map.of(), caller.actors(), session.now()))
                .permitted();
    }

    private static String method(APIGatewayV2CustomAuthorizerEvent event) {
        var context = event.getRequestContext();
        return context == null || context.getHttp() == null || context.getHttp().getMethod() == null
                ? ""
                : context.getHttp().getMethod();
    }

    /** The route where the gateway knows one, so that ids in paths make no new resources. */
    private static String path(APIGatewayV2CustomAuthorizerEvent event) {
        String route = event.getRouteKey();
        if (route != null && route.contains(" ")) {
            return route.substring(route.indexOf(' ') + 1);
        }
        return event.getRawPath() == null ? "" : event.getRawPath();
    }

    private static ObjectNode simple(String principal, boolean permitted) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("isAuthorized", permitted);
        answer.putObject("context").put("caller", principal);
        return answer;
    }

    private static ObjectNode policy(APIGatewayV2CustomAuthorizerEvent event, String principal, boolean permitted) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("principalId", principal);
        ObjectNode document = answer.putObject("policyDocument");
        document.put("Version", "2012-10-17");
        ObjectNode statement = document.putArray("Statement").addObject();
        statement.put("Action", "execute-api:Invoke");
        statement.put("Effect", permitted ? "Allow" : "Deny");
        statement.putArray("Resource").add(event.getRouteArn() == null ? "*" : event.getRouteArn());
        answer.putObject("context").put("caller", principal);
        return answer;
    }
}
