package io.grantkeeper.rightsizing;

import java.util.List;

/** A logged call with the result of looking it up in the provider's permission table. */
sealed interface MatchedCall {
    ObservedCall call();

    record Known(ObservedCall call, ApiOperation operation, List<PermissionAlternative> ways) implements MatchedCall {}

    record BatchEnvelope(ObservedCall call) implements MatchedCall {}

    record UnknownCall(ObservedCall call, String why) implements MatchedCall {}

    static MatchedCall of(ObservedCall call, ApiOperation operation, PermissionFormReader.Kind kind) {
        List<PermissionAlternative> ways = operation.admission().getOrDefault(kind.letter(), List.of());
        return ways.isEmpty()
                ? new UnknownCall(call, "the provider accepts no " + kind.name() + " permission for this call")
                : new Known(call, operation, ways);
    }

    static MatchedCall envelope(ObservedCall call) {
        return new BatchEnvelope(call);
    }

    static MatchedCall unknown(ObservedCall call, String why) {
        return new UnknownCall(call, why);
    }

    default boolean known() {
        return this instanceof Known;
    }

    /**
     * Returns the alternative sets of permissions that allow the call, or an empty list if the permission table does
     * not contain the call.
     */
    default List<PermissionAlternative> ways() {
        return List.of();
    }
}
