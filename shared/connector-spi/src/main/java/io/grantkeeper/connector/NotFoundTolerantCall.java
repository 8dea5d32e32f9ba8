package io.grantkeeper.connector;

import io.grantkeeper.connector.ConnectorProblem.NotFound;
import java.util.Optional;

/** A call about an object that may no longer exist. */
@FunctionalInterface
public interface NotFoundTolerantCall<T> {
    T make() throws ConnectorException;

    /** Makes a call that reads an object. Returns empty if the object does not exist. */
    static <T> Optional<T> find(NotFoundTolerantCall<T> call) throws ConnectorException {
        try {
            return Optional.of(call.make());
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Makes a call that removes or disables an object. If the object does not exist, the call counts as successful. */
    static void remove(NotFoundTolerantCall<?> call) throws ConnectorException {
        var _ = find(call);
    }
}
