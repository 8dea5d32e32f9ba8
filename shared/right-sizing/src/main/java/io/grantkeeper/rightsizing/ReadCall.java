package io.grantkeeper.rightsizing;

import java.util.List;

/** A logged call after the table was asked about it. */
sealed interface ReadCall {
    ObservedCall call();

    record Known(ObservedCall call, Operation operation, List<Alternative> ways) implements ReadCall {}

    record Envelope(ObservedCall call) implements ReadCall {}

    record NotKnown(ObservedCall call, String why) implements ReadCall {}

    static ReadCall of(ObservedCall call, Operation operation, KindReader.Kind kind) {
        List<Alternative> ways = operation.admission().getOrDefault(kind.letter(), List.of());
        return ways.isEmpty()
                ? new NotKnown(call, "the provider lets no " + kind.name() + " permission make this call")
                : new Known(call, operation, ways);
    }

    static ReadCall envelope(ObservedCall call) {
        return new Envelope(call);
    }

    static ReadCall notKnown(ObservedCall call, String why) {
        return new NotKnown(call, why);
    }

    default boolean known() {
        return this instanceof Known;
    }

    /** The ways to be let in; none for a call that the table does not know. */
    default List<Alternative> ways() {
        return List.of();
    }
}
