package io.grantkeeper.functions.console;

/** Carries out one operation of the API. */
@FunctionalInterface
interface ApiHandler {
    /**
     * Carries out the operation.
     *
     * @throws ApiProblemException if the operation cannot be carried out; the caller receives the problem
     */
    ApiResult handle(AuthorizedApiCall call);
}
