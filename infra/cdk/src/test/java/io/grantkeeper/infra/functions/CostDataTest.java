package io.grantkeeper.infra.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.local.cost.Measurements;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The calculator of costs reckons with the memory that functions are given. */
class CostDataTest {
    @Test
    void theCalculatorKnowsTheMemoryOfEachFunctionThatItReckonsWith() {
        Map<String, Integer> given = new TreeMap<>();
        FunctionTable.rows().forEach(row -> given.put(row.name(), row.memoryMb()));
        Map<String, Integer> reckoned = new TreeMap<>();
        Measurements.standard().functions().forEach((name, call) -> reckoned.put(name, call.memoryMb()));
        assertThat(given).containsAllEntriesOf(reckoned);
    }
}
