package org.kumiki.learning.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Cholesky, which needs a factorisation a shift. */
class BorderedTridiagonalTest {
  private static final String GOLDEN =
      "316954b77df09f6a42d61b323bb26eabfedcd35009c0a6324be28595024decc5";

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.1, 7})
  void answersAsCholeskyDoesForAnyShift(double shift) {
    int size = 30;
    double[] gram = gram(size, 12, new Random(1));
    double[] border = new Random(2).doubles(size).toArray();
    BorderedTridiagonal reduced = BorderedTridiagonal.of(gram, border);

    double[][] lower = new double[size][];
    double logDeterminant = 0;
    for (int i = 0; i < size; i++) {
      lower[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        lower[i][j] = gram[i * size + j] + (i == j ? shift : 0);
      }
    }
    Cholesky cholesky = Cholesky.of(lower);
    for (int i = 0; i < size; i++) {
      logDeterminant += 2 * Math.log(lower[i][i]);
    }
    double[] solution = cholesky.solve(border);
    double quadratic = 0;
    for (int i = 0; i < size; i++) {
      quadratic += solution[i] * border[i];
    }
    assertEquals(logDeterminant, reduced.shifted(shift).logDeterminant(), 1e-9);
    assertEquals(quadratic, reduced.shifted(shift).quadratic(), 1e-9 * quadratic);
    double scale = Math.abs(solution[0]) + 1;
    assertArrayEquals(solution, reduced.solve(shift), 1e-9 * scale / shift);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theSmallestMatricesAndABorderOfZerosAreSolved(int size) {
    double[] gram = gram(size, size, new Random(3));
    BorderedTridiagonal reduced = BorderedTridiagonal.of(gram, new double[size]);
    assertEquals(0, reduced.shifted(1).quadratic());
    assertArrayEquals(new double[size], reduced.solve(1), 0);
    double[] one = new double[size];
    one[0] = 1;
    double determinant =
        size == 1 ? gram[0] + 1 : (gram[0] + 1) * (gram[3] + 1) - gram[1] * gram[2];
    BorderedTridiagonal other = BorderedTridiagonal.of(gram, one);
    assertEquals(Math.log(determinant), other.shifted(1).logDeterminant(), 1e-12);
  }

  @Test
  void givesTheSameBitsOnEveryMachineAndHoweverOftenItRuns() throws Exception {
    // Sums of small integers only, so that the input is the same everywhere.
    int size = 40;
    double[] gram = new double[size * size];
    double[] border = new double[size];
    long seed = 1;
    for (int row = 0; row < 60; row++) {
      double[] factors = new double[size];
      for (int i = 0; i < size; i++) {
        seed = seed * 6364136223846793005L + 1442695040888963407L;
        factors[i] = (seed >> 51) / 1024.0;
        border[i] += factors[i] * row;
      }
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          gram[i * size + j] += factors[i] * factors[j];
        }
      }
    }
    for (int run = 0; run < 300; run++) {
      assertEquals(GOLDEN, hash(BorderedTridiagonal.of(gram, border)), "run " + run);
    }
  }

  private static String hash(BorderedTridiagonal reduced) throws Exception {
    double[] solution = reduced.solve(0.5);
    ByteBuffer bytes = ByteBuffer.allocate(8 * (solution.length + 2));
    for (double value : solution) {
      bytes.putDouble(value);
    }
    bytes.putDouble(reduced.shifted(0.5).quadratic());
    bytes.putDouble(reduced.shifted(0.5).logDeterminant());
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }

  private static double[] gram(int size, int rank, Random random) {
    double[] gram = new double[size * size];
    for (int k = 0; k < rank; k++) {
      double[] factors = random.doubles(size, -1, 1).toArray();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          gram[i * size + j] += factors[i] * factors[j];
        }
      }
    }
    return gram;
  }
}
