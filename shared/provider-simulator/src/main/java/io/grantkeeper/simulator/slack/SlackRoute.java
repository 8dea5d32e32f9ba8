package io.grantkeeper.simulator.slack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One method.
 *
 * @param scope empty where any token will do
 * @param callsPerMinute the tier's least
 * @param plan the least plan that has it
 * @param bot whether bot tokens may call it
 */
record SlackRoute(String method, String scope, int callsPerMinute, SlackOptions.Plan plan, boolean bot, Action action) {

    static final int TIER_1 = 1;
    static final int TIER_2 = 20;
    static final int TIER_3 = 50;
    static final int TIER_4 = 100;
    static final int SPECIAL = 300;

    @FunctionalInterface
    interface Action {
        Map<String, @Nullable Object> answer(SlackCall call);
    }
}
