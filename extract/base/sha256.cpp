#include "extract/base/sha256.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

namespace nianbao {
namespace {

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

std::string in_hex(const Digest& digest) {
  std::string hex;
  hex.reserve(digest.size() * 2);
  for (const auto byte : digest) fmt::format_to(std::back_inserter(hex), "{:02x}", byte);
  return hex;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Digest digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return in_hex(digest);
}

struct Sha256::State {
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr);
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view piece) { EVP_DigestUpdate(state_->context.get(), piece.data(), piece.size()); }

std::string Sha256::hex() {
  Digest digest{};
  EVP_DigestFinal_ex(state_->context.get(), digest.data(), nullptr);
  return in_hex(digest);
}

}  // namespace nianbao
